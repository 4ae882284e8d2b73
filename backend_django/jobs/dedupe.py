"""The same work, asked for again while it is under way, is done once."""

import hashlib
from collections.abc import Sequence

from .models import Job, JobFile
from .order import Order


class Duplicate(Exception):
    """Another unfinished job does the same work."""


def digest_key(order: Order, inputs: Sequence[JobFile]) -> str:
    """Return what the column holds: a digest of the feature's own key, or nothing."""
    key = order.feature.dedupe_key(order.options, [file.sha256 for file in inputs])
    return "" if key is None else hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def find_same(job: Job) -> Job | None:
    """Return the owner's unfinished job that does the same work, if there is one."""
    if not job.dedupe_key:
        return None
    same = Job.objects.owned_by(job.owner_id).unfinished()
    return same.filter(feature=job.feature, dedupe_key=job.dedupe_key).first()

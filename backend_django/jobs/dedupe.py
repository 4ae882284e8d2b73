"""The same work, asked for again while it is under way, is done once."""

import hashlib
from collections.abc import Sequence

from django.db import connection

from .models import Job, JobFile
from .order import Order


class Duplicate(Exception):
    """Another unfinished job does the same work."""


def digest_key(order: Order, inputs: Sequence[JobFile]) -> str:
    """Return what the column holds: a digest of the feature's own key, or nothing."""
    digests: dict[str, list[str]] = {}
    for file in inputs:
        digests.setdefault(file.name, []).append(file.sha256)
    key = order.feature.dedupe_key(order.options, digests)
    return "" if key is None else hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def find_same(job: Job) -> Job | None:
    """Return the owner's unfinished job that does the same work, if there is one.

    In a transaction nobody can end or delete it before what refers to it is written.
    """
    if not job.dedupe_key:
        return None
    same = Job.objects.owned_by(job.owner_id).unfinished()
    if connection.in_atomic_block:
        same = same.select_for_update()
    wanted = same.filter(feature=job.feature, dedupe_key=job.dedupe_key, cancel_requested_at=None)
    return wanted.first()

"""One act of creation, made once however often it is asked for."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import IdempotencyKey, Job, JobFile
from .order import Order


class KeyReused(Exception):
    """The idempotency key was used before, for something else."""


class JobGone(Exception):
    """The idempotency key was used before, and its job was deleted."""


class Act:
    """What an idempotency key stands for: the options and the content of the files.

    It does not matter how they were transmitted, but the order of files of one name does.
    """

    def __init__(self, order: Order, inputs: Sequence[JobFile]) -> None:
        self.order = order
        content = [
            order.options.model_dump(mode="json"),
            [(file.name, file.sha256) for file in sorted(inputs, key=lambda file: file.name)],
            str(order.available_at),
        ]
        self.fingerprint = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def find_job(self) -> Job | None:
        """Return the job that the key made.

        Raises:
            KeyReused: the key stands for something else.
            JobGone: the key's job was deleted.
        """
        known = self._find_key()
        if known is None:
            return None
        if known.fingerprint != self.fingerprint:
            raise KeyReused
        if known.job is None:
            raise JobGone
        return known.job

    def remember(self, job: Job) -> None:
        """Let the key stand for this job. Raises IntegrityError if somebody else was first."""
        IdempotencyKey.objects.create(
            owner=self.order.owner,
            feature=job.feature,
            key=self.order.key,
            fingerprint=self.fingerprint,
            job=job,
            expires_at=timezone.now() + timedelta(seconds=settings.JOBS_IDEMPOTENCY_RETENTION),
        )

    def _find_key(self) -> IdempotencyKey | None:
        keys = IdempotencyKey.objects.filter(
            owner=self.order.owner, feature=self.order.feature.slug, key=self.order.key
        )
        known = keys.select_related("job").first()
        if known and known.expires_at < timezone.now():
            known.delete()
            return None
        return known

"""Accept a job: one transaction for everything that makes it, then a wake-up call."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from pydantic import BaseModel

from .dispatch import publish
from .feature import AnyFeature
from .models import IdempotencyKey, Job, JobFile


class KeyReused(Exception):
    """The idempotency key was used before, for something else."""


class JobGone(Exception):
    """The idempotency key was used before, and its job was deleted."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody asks for, checked."""

    feature: AnyFeature
    owner: Any
    options: BaseModel
    files: "Mapping[str, Sequence[File[Any]]]" = field(default_factory=dict)
    key: str = ""
    available_at: datetime | None = None

    def fingerprint(self, digests: Sequence[tuple[str, str]]) -> str:
        """Identify what is asked for, however it was transmitted."""
        content = [self.options.model_dump(mode="json"), sorted(digests), str(self.available_at)]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The job, and whether it stood there already."""

    job: Job
    replayed: bool = False


def create(request: Request) -> Accepted:
    """Accept a job, or find the one that the idempotency key made.

    Raises:
        KeyReused: the key stands for something else.
        JobGone: the key's job was deleted.
    """
    inputs = [
        JobFile(
            kind=JobFile.Kind.INPUT,
            name=name,
            filename=shorten(PurePath(file.name or name).name),
            file=file,
            sha256=digest(file),
            size=file.size,
        )
        for name, files in request.files.items()
        for file in files
    ]
    if not request.key:
        return Accepted(job=_insert(request, inputs))
    fingerprint = request.fingerprint([(file.name, file.sha256) for file in inputs])
    if known := _find(request, fingerprint):
        return known
    try:
        return Accepted(job=_insert(request, inputs, fingerprint))
    except IntegrityError:
        # Two at once: the other was first.
        if known := _find(request, fingerprint):
            return known
        raise


def shorten(filename: str) -> str:
    """Keep the end of a name, which tells the type, within what file systems take: 255 bytes."""
    return filename.encode()[-200:].decode(errors="ignore")


def digest(file: "File[Any]") -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    file.seek(0)
    sha256 = hashlib.sha256()
    for chunk in file.chunks():
        sha256.update(chunk)
    file.seek(0)
    return sha256.hexdigest()


def _find(request: Request, fingerprint: str) -> Accepted | None:
    known = (
        IdempotencyKey.objects.filter(
            owner=request.owner, feature=request.feature.slug, key=request.key
        )
        .select_related("job")
        .first()
    )
    if known is None:
        return None
    if known.expires_at < timezone.now():
        known.delete()
        return None
    if known.fingerprint != fingerprint:
        raise KeyReused
    if known.job is None:
        raise JobGone
    return Accepted(job=known.job, replayed=True)


def _insert(request: Request, inputs: list[JobFile], fingerprint: str = "") -> Job:
    job = _new_job(request, inputs)
    if not inputs and not fingerprint:
        job.save(force_insert=True)  # one statement commits by itself
    else:
        try:
            with transaction.atomic():
                job.save(force_insert=True)
                _insert_rest(job, request, inputs, fingerprint)
        except BaseException:
            _discard(inputs)
            raise
    transaction.on_commit(lambda: _wake(job))
    return job


def _new_job(request: Request, inputs: list[JobFile]) -> Job:
    feature, now = request.feature, timezone.now()
    due = max(request.available_at or now, now)
    scheduled = due > now
    return Job(
        feature=feature.slug,
        owner=request.owner,
        title=inputs[0].filename if inputs else feature.title,
        options=request.options.model_dump(mode="json"),
        max_attempts=feature.max_attempts,
        queue=feature.queue,
        created_at=now,
        available_at=due,
        start_by=due + feature.start_within if feature.start_within else None,
        # Written as an intention already, which saves a statement; the publication follows.
        dispatched_at=None if scheduled else now,
        dispatch_count=0 if scheduled else 1,
    )


def _insert_rest(job: Job, request: Request, inputs: list[JobFile], fingerprint: str) -> None:
    if fingerprint:
        IdempotencyKey.objects.create(
            owner=request.owner,
            feature=job.feature,
            key=request.key,
            fingerprint=fingerprint,
            job=job,
            expires_at=timezone.now() + timedelta(seconds=settings.JOBS_IDEMPOTENCY_RETENTION),
        )
    for file in inputs:
        file.job = job
    JobFile.objects.bulk_create(inputs)


def _discard(inputs: list[JobFile]) -> None:
    """Remove what was stored for a job that does not exist."""
    for file in inputs:
        if file.file._committed:  # type: ignore[attr-defined]
            file.file.delete(save=False)


def _wake(job: Job) -> None:
    if job.dispatched_at is not None:
        publish(job)

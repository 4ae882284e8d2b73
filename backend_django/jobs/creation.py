"""Accept a job: one transaction for everything that makes it, then a wake-up call."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Case, When
from django.db.models.lookups import LessThan
from django.utils import timezone

from .dispatch import publish
from .idempotency import Act
from .limits import TooManyJobs, require_byte_room, unfinished_of
from .models import Job, JobFile
from .models.clock import Now
from .models.insertion import DISPATCHED, insert_within
from .order import Order
from .text import clean_text, shorten_name


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The job, and whether it stood there already."""

    job: Job
    replayed: bool = False


def create(order: Order) -> Accepted:
    """Accept a job, or find the one that the idempotency key made.

    Raises:
        KeyReused: the key stands for something else.
        JobGone: the key's job was deleted.
        LimitReached: the owner has as much as one user may have.
    """
    inputs = list(_describe_inputs(order))
    if not order.key:
        return Accepted(job=_insert(order, inputs))
    act = Act(order, inputs)
    if known := act.find_job():
        return Accepted(job=known, replayed=True)
    try:
        return Accepted(job=_insert(order, inputs, act))
    except IntegrityError:
        # Two at once: the other was first.
        if known := act.find_job():
            return Accepted(job=known, replayed=True)
        raise


def _describe_inputs(order: Order) -> Iterator[JobFile]:
    for name, files in order.files.items():
        for file in files:
            yield JobFile(
                kind=JobFile.Kind.INPUT,
                name=name,
                filename=shorten_name(PurePath(file.name or name).name),
                file=file,
                sha256=digest(file),
                size=file.size,
            )


def digest(file: "File[Any]") -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    file.seek(0)
    sha256 = hashlib.sha256()
    for chunk in file.chunks():
        sha256.update(chunk)
    file.seek(0)
    return sha256.hexdigest()


def _insert(order: Order, inputs: list[JobFile], act: Act | None = None) -> Job:
    if not inputs and not act:
        job = _insert_job(order, inputs)  # one statement commits by itself
    else:
        require_byte_room(order.owner, sum(file.size for file in inputs))
        try:
            with transaction.atomic():
                job = _insert_job(order, inputs)
                if act:
                    act.remember(job)
                for file in inputs:
                    file.job = job
                JobFile.objects.bulk_create(inputs)
        except BaseException:
            _discard(inputs)
            raise
    transaction.on_commit(lambda: _wake(job))
    return job


def _insert_job(order: Order, inputs: list[JobFile]) -> Job:
    limit = settings.JOBS_MAX_UNFINISHED
    job = insert_within(_new_job(order, inputs), limit, unfinished_of(order.owner))
    if job is None:
        raise TooManyJobs
    return job


def _new_job(order: Order, inputs: list[JobFile]) -> Job:
    feature = order.feature
    later = order.available_at if is_later(order.available_at) else None
    is_next = LessThan(DISPATCHED, settings.JOBS_DISPATCHED_PER_OWNER)
    return Job(
        feature=feature.slug,
        owner=order.owner,
        title=clean_text(feature.get_title(order.options, [file.filename for file in inputs]), 200),
        options=order.options.model_dump(mode="json"),
        max_attempts=feature.max_attempts,
        queue=feature.queue,
        created_at=Now(),
        available_at=later or Now(),
        start_by=(later or Now()) + feature.start_within if feature.start_within else None,
        # Written as an intention already, which saves a statement; the publication follows. Not
        # if the owner has many dispatched: then it is held back until one of them ends.
        dispatched_at=None if later else Case(When(is_next, then=Now())),
        dispatch_count=0 if later else Case(When(is_next, then=1), default=0),
    )


def is_later(moment: datetime | None) -> bool:
    return moment is not None and moment > timezone.now()


def _discard(inputs: list[JobFile]) -> None:
    """Remove what was stored for a job that does not exist."""
    for file in inputs:
        if file.file._committed:  # type: ignore[attr-defined]
            file.file.delete(save=False)


def _wake(job: Job) -> None:
    if job.dispatched_at is not None:
        publish(job)

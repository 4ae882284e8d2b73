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

from .dedupe import digest_key, find_same
from .dispatch import publish
from .idempotency import Act
from .journal import note
from .limits import require_byte_room, require_job_room, unfinished_of
from .models import Job, JobFile
from .models.clock import Now
from .models.insertion import DISPATCHED, insert_within
from .order import Order
from .text import clean_text, shorten_name


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The job, and whether it stood there already.

    Replayed: the same request made it. Deduplicated: another one did, for the same work.
    """

    job: Job
    replayed: bool = False
    deduplicated: bool = False


def create(order: Order) -> Accepted:
    """Accept a job, or find the one that the idempotency key made, or that does the same work.

    Raises:
        KeyReused: the key stands for something else.
        JobGone: the key's job was deleted.
        LimitReached: the owner has as much as one user may have.
        IntegrityError: the account was removed at this moment.
    """
    inputs = list(_describe_inputs(order))
    if not order.key:
        return _accept(order, inputs)
    act = Act(order, inputs)
    if known := act.find_job():
        return Accepted(job=known, replayed=True)
    try:
        return _accept(order, inputs, act)
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


def _accept(order: Order, inputs: list[JobFile], act: Act | None = None) -> Accepted:
    job = _new_job(order, inputs)
    if not inputs and not act:
        accepted = _insert_or_find(job)  # one statement commits by itself
    else:
        try:
            with transaction.atomic():
                accepted = _insert_or_find(job)
                if act:
                    act.remember(accepted.job)
                if inputs and not accepted.deduplicated:
                    _store(inputs, accepted.job)
        except BaseException:
            _discard(inputs)
            raise
    if not accepted.deduplicated:
        note(accepted.job, "created", owner=order.owner.pk)
        transaction.on_commit(lambda: _wake(accepted.job))
    return accepted


def _insert_or_find(job: Job) -> Accepted:
    while True:
        if new := insert_within(job, settings.JOBS_MAX_UNFINISHED, unfinished_of(job.owner_id)):
            return Accepted(job=new)
        if same := find_same(job):
            return Accepted(job=same, deduplicated=True)
        require_job_room(job.owner_id)  # what was in the way may have ended just now


def _store(inputs: list[JobFile], job: Job) -> None:
    require_byte_room(job.owner_id, sum(file.size for file in inputs))
    for file in inputs:
        file.job = job
    JobFile.objects.bulk_create(inputs)


def _new_job(order: Order, inputs: list[JobFile]) -> Job:
    feature = order.feature
    later = order.available_at if is_later(order.available_at) else None
    is_next = LessThan(DISPATCHED, settings.JOBS_DISPATCHED_PER_OWNER)
    return Job(
        feature=feature.slug,
        owner=order.owner,
        title=clean_text(feature.get_title(order.options, [file.filename for file in inputs]), 200),
        options=order.options.model_dump(mode="json"),
        dedupe_key=digest_key(order, inputs),
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

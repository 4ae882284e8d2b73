"""Create a job: limits, deduplication, idempotency, files, and the message after the commit."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils import timezone
from pydantic import BaseModel
from uuid_utils.compat import uuid7

from longhaul.feature import AnyFeature
from longhaul.jobs import sql
from longhaul.jobs.dispatch import publish
from longhaul.jobs.exceptions import JobGone, KeyReused, LimitReached
from longhaul.jobs.log import log_transition
from longhaul.jobs.models import IdempotencyKey, Job, JobFile
from longhaul.values import clean_text, shorten_name


@dataclass(frozen=True, kw_only=True)
class JobRequest:
    """A validated request for a job."""

    feature: AnyFeature
    owner: Any
    options: BaseModel
    files: "Mapping[str, Sequence[File[Any]]]" = field(default_factory=dict)
    """By the name of their upload."""
    key: str = ""
    """The client's idempotency key, if it sent one."""
    available_at: datetime | None = None
    """When the job is due; None or past: now."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """The job of a request, and whether it existed before."""

    job: Job
    replayed: bool = False
    """The same request, by its idempotency key, created it."""
    deduplicated: bool = False
    """Another request for the same work created it, and it is unfinished."""


def submit(request: JobRequest) -> Submission:
    """Create a job, or find the one that the request stands for.

    The job and all that belongs to it are one transaction. The message is published after the
    commit; if that fails, a keeper does it.

    Raises:
        KeyReused, JobGone: the idempotency key cannot be used.
        LimitReached: the owner has the maximum of jobs or of bytes.
    """
    inputs = list(_describe_inputs(request))
    fingerprint = _fingerprint(request, inputs)
    try:
        return _replay(request, fingerprint) or _create(request, inputs, fingerprint)
    except IntegrityError:
        # The same request may have arrived twice at the same time, and the other one was first.
        if replayed := _replay(request, fingerprint):
            return replayed
        raise


def _create(request: JobRequest, inputs: list[JobFile], fingerprint: str) -> Submission:
    is_single_statement = not inputs and not request.key
    try:
        with nullcontext() if is_single_statement else transaction.atomic():
            submission, turn = _insert_or_find(request, inputs)
            if request.key:
                _remember(request, submission.job, fingerprint)
            if inputs and not submission.deduplicated:
                _store(inputs, submission.job)
    except BaseException:
        _remove_stored(inputs)
        raise
    if not submission.deduplicated:
        created = submission.job
        log_transition(created, "created", owner=request.owner.pk)
        if created.dispatched_at is not None:
            transaction.on_commit(lambda: publish([(created, turn)]))
    return submission


# ── The job's row ───────────────────────────────────────────────────────────────────────────────


def _insert_or_find(request: JobRequest, inputs: Sequence[JobFile]) -> tuple[Submission, int]:
    """Insert a job, or find an unfinished one that does the same work; return its turn, too."""
    dedupe_key = dedupe_digest(request, inputs)
    while True:
        if inserted := _insert(request, inputs, dedupe_key):
            job, turn = inserted
            return Submission(job=job), turn
        if duplicate := _find_duplicate(request, dedupe_key):
            return Submission(job=duplicate, deduplicated=True), 0
        require_job_room(request.owner)  # or the job that was in the way has just ended


def _insert(
    request: JobRequest, inputs: Sequence[JobFile], dedupe_key: str
) -> tuple[Job, int] | None:
    """Insert the job; None if the owner has no room for it, or a job that does the same work."""
    feature, options = request.feature, request.options
    due = request.available_at
    params = {
        "id": uuid7(),
        "feature": feature.slug,
        "owner": request.owner.pk,
        "title": clean_text(feature.get_title(options, [file.filename for file in inputs]), 200),
        "options": json.dumps(options.model_dump(mode="json")),
        "dedupe_key": dedupe_key,
        "max_attempts": feature.max_attempts,
        "queue": feature.queue.value,
        "celery_task_id": uuid4(),
        "scheduled_for": due if due and due > timezone.now() else None,
        "start_within": feature.start_within,
        "max_unfinished": settings.JOBS_MAX_UNFINISHED,
        "max_dispatched": settings.JOBS_DISPATCHED_PER_OWNER,
    }
    for job in Job.objects.raw(sql.INSERT_JOB, params):
        turn: int = vars(job).pop("turn")  # a column of the statement, not of the table
        return job, turn
    return None


def dedupe_digest(request: JobRequest, inputs: Sequence[JobFile]) -> str:
    """Return what the column `dedupe_key` holds: a digest of the feature's own key, or nothing."""
    digests: dict[str, list[str]] = {}
    for file in inputs:
        digests.setdefault(file.name, []).append(file.sha256)
    key = request.feature.dedupe_key(request.options, digests)
    return "" if key is None else hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def _find_duplicate(request: JobRequest, dedupe_key: str) -> Job | None:
    """Return the owner's unfinished job that does the same work, if there is one.

    In a transaction it is locked: it must not be deleted before its idempotency key is written.
    """
    if not dedupe_key:
        return None
    jobs = Job.objects.owned_by(request.owner).unfinished()
    if connection.in_atomic_block:
        jobs = jobs.select_for_update()
    same = {"feature": request.feature.slug, "dedupe_key": dedupe_key}
    return jobs.filter(**same, cancel_requested_at=None).first()


# ── Limits ──────────────────────────────────────────────────────────────────────────────────────


def require_job_room(owner: Any) -> None:
    """Check that the owner may have another unfinished job.

    Raises:
        LimitReached: the owner has the maximum.
    """
    limit = settings.JOBS_MAX_UNFINISHED
    if Job.objects.owned_by(owner).unfinished()[:limit].count() >= limit:
        raise LimitReached(
            f"{limit} of your jobs are unfinished, as many as may be. Wait, or cancel."
        )


def require_byte_room(owner: Any, more: int) -> None:
    """Check that the owner may store so many bytes more.

    Raises:
        LimitReached: the owner's files would exceed the maximum.
    """
    limit = settings.JOBS_MAX_STORED_BYTES
    files = JobFile.objects.filter(job__owner=owner)
    stored = files.aggregate(total=Sum("size", default=0))["total"]
    if stored + more > limit:
        raise LimitReached(
            f"Your jobs hold {stored:,} bytes; {more:,} more would exceed {limit:,}. Delete some."
        )


# ── Input files ─────────────────────────────────────────────────────────────────────────────────


def _describe_inputs(request: JobRequest) -> Iterator[JobFile]:
    for name, files in request.files.items():
        for file in files:
            yield JobFile(
                kind=JobFile.Kind.INPUT,
                name=name,
                filename=shorten_name(PurePath(file.name or name).name),
                file=file,
                sha256=_sha256(file),
                size=file.size,
            )


def _sha256(file: "File[Any]") -> str:
    sha256 = hashlib.sha256()
    for chunk in file.chunks():
        sha256.update(chunk)
    file.seek(0)
    return sha256.hexdigest()


def _store(inputs: list[JobFile], job: Job) -> None:
    require_byte_room(job.owner_id, sum(file.size for file in inputs))
    for file in inputs:
        file.job = job
    JobFile.objects.bulk_create(inputs)


def _remove_stored(inputs: list[JobFile]) -> None:
    """Remove the files that were stored for a job whose transaction was rolled back."""
    for file in inputs:
        if file.file._committed:  # type: ignore[attr-defined]  # missing in the stubs
            file.file.delete(save=False)


@contextmanager
def input_files(job: Job) -> "Iterator[dict[str, list[File[Any]]]]":
    """Open a job's uploads, to create another job with them: by name, in their order.

    Raises:
        FileNotFoundError: the job has been deleted meanwhile.
    """
    files: dict[str, list[File[Any]]] = {}
    with ExitStack() as stack:
        for stored in job.files.filter(kind=JobFile.Kind.INPUT):
            content = stack.enter_context(stored.file.storage.open(str(stored.file.name)))
            files.setdefault(stored.name, []).append(File(content, name=stored.filename))
        yield files


# ── Idempotency ─────────────────────────────────────────────────────────────────────────────────


def _fingerprint(request: JobRequest, inputs: Sequence[JobFile]) -> str:
    """Return a digest of what makes two requests with one key the same; how they are sent does not.

    It covers the options, the time, and the content of the files, in their order where they have
    one name.
    """
    content = [
        request.options.model_dump(mode="json"),
        [(file.name, file.sha256) for file in sorted(inputs, key=lambda file: file.name)],
        str(request.available_at),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _replay(request: JobRequest, fingerprint: str) -> Submission | None:
    """Return the job that the request's idempotency key has created, if it has one.

    Raises:
        KeyReused: the key was used for a different request.
        JobGone: the key's job has been deleted.
    """
    if not request.key:
        return None
    keys = IdempotencyKey.objects.filter(
        owner=request.owner, feature=request.feature.slug, key=request.key
    )
    known = keys.select_related("job").first()
    if known is None:
        return None
    if known.expires_at < timezone.now():
        known.delete()
        return None
    if known.fingerprint != fingerprint:
        raise KeyReused
    if known.job is None:
        raise JobGone
    return Submission(job=known.job, replayed=True)


def _remember(request: JobRequest, job: Job, fingerprint: str) -> None:
    """Store the request's key with its job.

    Raises:
        IntegrityError: another request with this key was first.
    """
    IdempotencyKey.objects.create(
        owner=request.owner,
        feature=job.feature,
        key=request.key,
        fingerprint=fingerprint,
        job=job,
        expires_at=timezone.now() + timedelta(seconds=settings.JOBS_IDEMPOTENCY_RETENTION),
    )

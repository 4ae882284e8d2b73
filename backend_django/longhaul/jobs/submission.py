"""Accept a job: limits, deduplication, idempotency, files, and the message after the commit."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Case, Func, Sum, When
from django.db.models.lookups import LessThan
from django.db.models.sql import InsertQuery
from django.utils import timezone
from pydantic import BaseModel

from longhaul.feature import AnyFeature
from longhaul.jobs.dispatch import publish
from longhaul.jobs.log import note
from longhaul.jobs.models import IdempotencyKey, Job, JobFile
from longhaul.jobs.sql import Now
from longhaul.jobs.transitions import JobQuerySet
from longhaul.values import clean_text, shorten_name

# ── What somebody asks for.


@dataclass(frozen=True, kw_only=True)
class Order:
    """A job that somebody asks for, checked at the door."""

    feature: AnyFeature
    owner: Any
    options: BaseModel
    files: "Mapping[str, Sequence[File[Any]]]" = field(default_factory=dict)
    key: str = ""
    available_at: datetime | None = None


# ── How much one user may have at once.


class LimitReached(Exception):
    """The owner has as much as one user may have; `detail` gives the numbers."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class TooManyJobs(LimitReached):
    """Too many of the owner's jobs are unfinished."""

    def __init__(self) -> None:
        limit = settings.JOBS_MAX_UNFINISHED
        super().__init__(
            f"{limit} of your jobs are unfinished, as many as may be. Wait, or cancel."
        )


class TooManyBytes(LimitReached):
    """The owner's files would take too much room."""

    def __init__(self, stored: int, more: int) -> None:
        limit = settings.JOBS_MAX_STORED_BYTES
        super().__init__(
            f"Your jobs hold {stored:,} bytes; {more:,} more would exceed {limit:,}. Delete some."
        )


def unfinished_of(owner: Any) -> JobQuerySet:
    """Return the jobs that count."""
    return Job.objects.owned_by(owner).unfinished()


def require_job_room(owner: Any) -> None:
    """Refuse if the owner has as many unfinished jobs as may be.

    Raises:
        TooManyJobs: so it is.
    """
    limit = settings.JOBS_MAX_UNFINISHED
    if unfinished_of(owner)[:limit].count() >= limit:
        raise TooManyJobs


def require_byte_room(owner: Any, more: int) -> None:
    """Refuse if the owner's files, with so many bytes more, would take too much room.

    Raises:
        TooManyBytes: so it is.
    """
    files = JobFile.objects.filter(job__owner=owner)
    stored = files.aggregate(total=Sum("size", default=0))["total"]
    if stored + more > settings.JOBS_MAX_STORED_BYTES:
        raise TooManyBytes(stored, more)


# ── The same work, asked for again while it is under way, is done once.


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


# ── One act of creation, made once however often it is asked for.


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


# ── INSERT … SELECT … WHERE: a row that is only added while there is room for it.

# How many of the jobs that stand in its queue already have been dispatched; for its own values.
DISPATCHED = Func(template="counted.dispatched", output_field=models.IntegerField())


def insert_within(job: Job, limit: int, among: "models.QuerySet[Job]") -> Job | None:
    """Insert a job unless `limit` rows, or the same work, stand there already; return it as stored.

    One statement. Several at the same moment may exceed the limit by their own number. The job
    that is returned knows its turn.
    """
    query = InsertQuery(Job)
    query.insert_values(Job._meta.concrete_fields, [job])
    ((insert, values),) = query.get_compiler("default").as_sql()
    head, _, row = insert.partition(" VALUES ")
    # SQLite counts once more when it returns the row: without it, as it did before.
    told_of = Case(When(queue=job.queue, then="dispatched_at"))
    others = among.exclude(pk=job.pk).annotate(told_of=told_of).values("told_of")[:limit]
    counting, counts = others.query.sql_with_params()
    sql = (
        "WITH counted AS (SELECT COUNT(*) AS unfinished, COUNT(told_of) AS dispatched "  # noqa: S608  (compiled, not pasted)
        f"FROM ({counting}) AS others) "
        f"{head} SELECT {row[1:-1]} FROM counted WHERE counted.unfinished < %s "
        "ON CONFLICT DO NOTHING RETURNING *, (SELECT dispatched + 1 FROM counted) AS turn"
    )
    return next(iter(Job.objects.raw(sql, (*counts, *values, limit))), None)


# ── Accept a job: one transaction for everything that makes it, then a wake-up call.


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


# ── What was sent with an earlier job, to be taken again without sending it.


@contextmanager
def earlier_files(job: Job) -> "Iterator[dict[str, list[File[Any]]]]":
    """Open a job's uploads, by name and in their order, under the names that they came with.

    Raises:
        FileNotFoundError: the job was deleted meanwhile.
    """
    files: dict[str, list[File[Any]]] = {}
    with ExitStack() as stack:
        for stored in job.files.filter(kind=JobFile.Kind.INPUT):
            content = stack.enter_context(stored.file.storage.open(str(stored.file.name)))
            files.setdefault(stored.name, []).append(File(content, name=stored.filename))
        yield files

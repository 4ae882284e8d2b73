"""The tables of the engine: jobs, their files and results, idempotency keys, and workers."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from uuid_utils.compat import uuid7

from longhaul.jobs.status import TERMINAL, UNFINISHED, Phase, Status

# A job that a worker may start now, by the database's clock.
DUE = (
    (Q(start_by=None) | Q(start_by__gt=Now()))
    & Q(available_at__lte=Now())
    & Q(status=Status.PENDING, cancel_requested_at=None)
)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what is to be done about them. Times are compared with the database's clock."""

    def owned_by(self, user: Any) -> "JobQuerySet":
        """Jobs of one user: an instance, a key, or an expression that gives the key."""
        return self.filter(owner=user)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(status__in=UNFINISHED)

    def due(self) -> "JobQuerySet":
        """Jobs that a worker may start now."""
        return self.filter(DUE)

    def overdue(self) -> "JobQuerySet":
        """Jobs that have waited longer than their feature allows."""
        return self.filter(status=Status.PENDING, start_by__lte=Now())

    def stranded(self) -> "JobQuerySet":
        """Jobs whose lease has expired: their worker died, or cannot reach the database."""
        return self.filter(status=Status.PROCESSING, lease_until__lt=Now())

    def expired(self) -> "JobQuerySet":
        """Jobs whose result and files are due for removal."""
        return self.filter(finished_at__isnull=False, purged_at=None, expires_at__lt=Now())

    def leased_by(self, worker: str) -> "JobQuerySet":
        """Jobs whose lease a worker holds."""
        return self.filter(status=Status.PROCESSING, worker=worker)


class Job(models.Model):
    """A piece of work that a user requested: queue entry, state and history in one row.

    `status` is never assigned; it is changed by the functions of `longhaul.jobs.services`.
    """

    # Ordered by time, so that new rows are adjacent in the index.
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feature = models.CharField(max_length=100)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs", db_index=False
    )
    title = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, db_default=Status.PENDING)
    options = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=64, blank=True, default="")  # see Feature.dedupe_key

    # Attempts. A number is never used twice for a job; a retry by the owner raises the maximum.
    attempt = models.PositiveIntegerField(db_default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    lease_losses = models.PositiveIntegerField(db_default=0)
    lost_at = models.DateTimeField(null=True, blank=True)  # when the last lease was lost

    # When and where it runs.
    queue = models.CharField(max_length=20)
    available_at = models.DateTimeField(db_default=Now())
    start_by = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    dispatch_count = models.PositiveIntegerField(default=0)
    celery_task_id = models.UUIDField(default=uuid.uuid4)

    # The lease: only the attempt that knows the token may write.
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True, db_default="")
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    progress_current = models.PositiveBigIntegerField(db_default=0)
    progress_total = models.PositiveBigIntegerField(null=True, blank=True)
    progress_message = models.CharField(max_length=200, blank=True, db_default="")

    error_code = models.CharField(max_length=50, blank=True, db_default="")
    error_detail = models.TextField(blank=True, db_default="")

    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)  # result and files are removed
    purged_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(db_default=1)  # grows at every visible change

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="jobs_job_lease_while_processing",
                condition=Q(
                    status=Status.PROCESSING, lease_token__isnull=False, lease_until__isnull=False
                )
                | ~Q(status=Status.PROCESSING) & Q(lease_token=None, lease_until=None),
            ),
            models.CheckConstraint(
                name="jobs_job_finished_when_terminal",
                condition=Q(status__in=TERMINAL, finished_at__isnull=False)
                | ~Q(status__in=TERMINAL) & Q(finished_at=None),
            ),
            models.UniqueConstraint(
                name="jobs_job_same_work_once",
                fields=("owner", "feature", "dedupe_key"),
                # A job that is being cancelled no longer counts as doing the work.
                condition=Q(status__in=UNFINISHED, cancel_requested_at=None) & ~Q(dedupe_key=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=("available_at", "id"),
                name="jobs_job_due",
                condition=Q(status=Status.PENDING),
            ),
            # Holds few jobs, so that finding those without a message costs little.
            models.Index(
                fields=("owner", "available_at", "id"),
                name="jobs_job_undispatched",
                condition=Q(status=Status.PENDING, dispatched_at=None),
            ),
            # Counts an owner's dispatched jobs by queue without reading finished ones.
            models.Index(
                fields=("owner", "queue", "dispatched_at"),
                name="jobs_job_unfinished",
                condition=Q(status__in=UNFINISHED),
            ),
            models.Index(
                fields=("start_by",),
                name="jobs_job_overdue",
                condition=Q(status=Status.PENDING, start_by__isnull=False),
            ),
            models.Index(
                fields=("lease_until",),
                name="jobs_job_leased",
                condition=Q(status=Status.PROCESSING),
            ),
            models.Index(
                fields=("expires_at",),
                name="jobs_job_expiring",
                condition=Q(status__in=TERMINAL, purged_at=None),
            ),
            # Counts recently finished jobs without reading all finished ones.
            models.Index(
                fields=("finished_at", "status"),
                name="jobs_job_ended",
                condition=Q(status__in=TERMINAL),
            ),
            # The owner's list, newest first: all, by feature, and by status.
            models.Index(fields=("owner", "-created_at", "-id"), name="jobs_job_of_owner"),
            models.Index(
                fields=("owner", "feature", "-created_at", "-id"), name="jobs_job_of_feature"
            ),
            models.Index(
                fields=("owner", "status", "-created_at", "-id"), name="jobs_job_of_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature} {self.id}"

    @property
    def is_terminal(self) -> bool:
        return self.status in TERMINAL

    @property
    def phase(self) -> str:
        """Say in one word what happens now; equals the status at a terminal one."""
        if self.status == Status.PROCESSING:
            return Phase.CANCELLING if self.cancel_requested_at else Phase.RUNNING
        if self.status != Status.PENDING:
            return self.status
        if self.attempt:
            return Phase.RETRYING
        due = self.available_at <= max(self.created_at, timezone.now())
        return Phase.QUEUED if due else Phase.SCHEDULED

    @property
    def percent(self) -> int | None:
        """Return the progress as 0..100, or None while it is unknown."""
        if self.status == Status.COMPLETED:
            return 100
        if not self.progress_total:
            return None
        return min(100, 100 * self.progress_current // self.progress_total)

    @property
    def is_expired(self) -> bool:
        """Tell whether result and files have been removed, or are due for removal."""
        due = self.expires_at is not None and self.expires_at < timezone.now()
        return due or self.purged_at is not None

    @property
    def lived_past_deadline(self) -> bool:
        """Tell whether the worker extended the lease after the time limit.

        A worker that died before it did not exceed the limit, however late the loss is noticed.
        """
        return bool(
            self.deadline_at and self.heartbeat_at and self.heartbeat_at >= self.deadline_at
        )

    @property
    def is_stranded(self) -> bool:
        """Tell whether the lease has expired while the job is still processing."""
        return self.lease_until is not None and self.lease_until < timezone.now()


def stored_path(file: "JobFile", _filename: str) -> str:
    """Return where a file is stored: below a folder of its job's own."""
    return f"jobs/{file.job_id}/{file.kind}/{file.name}/{file.filename}"


class JobFile(models.Model):
    """A file that was uploaded for a job, or made by it."""

    class Kind(models.TextChoices):
        INPUT = "input"
        OUTPUT = "output"

    job = models.ForeignKey("jobs.Job", on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=50)  # the feature's name for it: download-<name>
    filename = models.CharField(max_length=200)  # the user's name for it
    file = models.FileField(upload_to=stored_path, max_length=500)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"


class JobResult(models.Model):
    """What a completed job returned, as JSON."""

    job = models.OneToOneField(
        "jobs.Job", on_delete=models.CASCADE, primary_key=True, related_name="result"
    )
    attempt = models.PositiveIntegerField()
    data = models.JSONField()
    size = models.PositiveIntegerField()  # bytes of the JSON text

    def __str__(self) -> str:
        return f"result of {self.job_id}"


class IdempotencyKey(models.Model):
    """A client's name for one request, so that repeating the request creates no second job."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    feature = models.CharField(max_length=100)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    # None once the job was deleted: the key must still not create another one.
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "feature", "key"), name="jobs_idempotencykey_unique"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Worker(models.Model):
    """A Celery worker: when it was last seen, and what it can run."""

    name = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stalled_at = models.DateTimeField(null=True)  # when it was last idle although messages waited
    queues = models.JSONField(default=list)
    features = models.JSONField(default=list)
    release = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name

    @property
    def is_stalled(self) -> bool:
        """Tell whether it stalled and has not been restarted since."""
        return bool(self.stalled_at and self.started_at and self.stalled_at > self.started_at)

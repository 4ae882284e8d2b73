"""The tables."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from longhaul.jobs.sql import Now
from longhaul.jobs.status import TERMINAL, UNFINISHED, Phase, Status
from longhaul.jobs.transitions import JobQuerySet, Transitions

# ── The job: one row is the queue entry, the state and the history of one piece of work.


def new_id() -> uuid.UUID:
    """Return a UUIDv7: ordered by time, so that new rows land together in the index."""
    return uuid7()


class Job(Transitions, models.Model):
    """A piece of work that somebody asked for. Nobody assigns `status`; see `Transitions`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    feature = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, "jobs", db_index=False)
    title = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    options = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=64, blank=True, default="")  # see Feature.dedupe_key

    # Attempts. A number names one attempt for ever; a retry by the owner raises the maximum.
    attempt = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    lease_losses = models.PositiveIntegerField(default=0)
    lost_at = models.DateTimeField(null=True, blank=True)  # the last of these

    # When and where it runs.
    priority = models.SmallIntegerField(default=0)  # orders the keeper, nothing else
    queue = models.CharField(max_length=20)
    available_at = models.DateTimeField(db_default=Now())
    start_by = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    dispatch_count = models.PositiveIntegerField(default=0)
    celery_task_id = models.UUIDField(default=uuid.uuid4)

    # The lease: whoever holds the token may write.
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    progress_current = models.PositiveBigIntegerField(default=0)
    progress_total = models.PositiveBigIntegerField(null=True, blank=True)
    progress_message = models.CharField(max_length=200, blank=True)

    error_code = models.CharField(max_length=50, blank=True)
    error_detail = models.TextField(blank=True)

    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)  # results and files go
    purged_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # grows at every visible change

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
                # One that is to stop does the work no more: who asks again wants another.
                condition=Q(status__in=UNFINISHED, cancel_requested_at=None) & ~Q(dedupe_key=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=("priority", "available_at", "id"),
                name="jobs_job_due",
                condition=Q(status=Status.PENDING),
            ),
            # Hardly any job is in it, so that looking for what nobody was told of costs little.
            models.Index(
                fields=("owner", "priority", "available_at", "id"),
                name="jobs_job_held_back",
                condition=Q(status=Status.PENDING, dispatched_at=None),
            ),
            # Whose places are taken, and in which queue: not a look at all that ever ended.
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
            # What ended lately is counted without a look at all that ever did.
            models.Index(
                fields=("finished_at", "status"),
                name="jobs_job_ended",
                condition=Q(status__in=TERMINAL),
            ),
            *(
                models.Index(fields=("owner", *column, "-created_at", "-id"), name=name)
                for name, column in {
                    "jobs_job_of_owner": (),
                    "jobs_job_of_feature": ("feature",),
                    "jobs_job_of_status": ("status",),
                }.items()
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
        """Return the progress as 0..100, or None while nobody knows."""
        if self.status == Status.COMPLETED:
            return 100
        if not self.progress_total:
            return None
        return min(100, 100 * self.progress_current // self.progress_total)

    @property
    def is_expired(self) -> bool:
        """Tell whether result and files are gone, or are about to be removed."""
        due = self.expires_at is not None and self.expires_at < timezone.now()
        return due or self.purged_at is not None

    @property
    def lived_past_deadline(self) -> bool:
        """Tell whether the worker still gave a sign of life after the time limit.

        One that died before did not take too long, however late that is noticed.
        """
        return bool(
            self.deadline_at and self.heartbeat_at and self.heartbeat_at >= self.deadline_at
        )

    @property
    def is_stranded(self) -> bool:
        """Tell whether the lease is over although nobody ended the job."""
        return self.lease_until is not None and self.lease_until < timezone.now()


def stored_path(file: "JobFile", _filename: str) -> str:
    """Keep a job's files together, away from names that the user chose for other jobs."""
    return f"jobs/{file.job_id}/{file.kind}/{file.name}/{file.filename}"


class JobFile(models.Model):
    """A file that came with a job or was made by it."""

    class Kind(models.TextChoices):
        INPUT = "input"
        OUTPUT = "output"

    job = models.ForeignKey("jobs.Job", models.CASCADE, related_name="files")
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

    job = models.OneToOneField("jobs.Job", models.CASCADE, primary_key=True, related_name="result")
    attempt = models.PositiveIntegerField()
    data = models.JSONField()
    size = models.PositiveIntegerField()  # bytes of the JSON text

    def __str__(self) -> str:
        return f"result of {self.job_id}"


class IdempotencyKey(models.Model):
    """What a client calls one act of creation, so that repeating it makes no second job."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    feature = models.CharField(max_length=100)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    # Empty once the job was deleted: the key still stands for the act, whose job is gone.
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "feature", "key"), name="jobs_idempotencykey_unique"
            )
        ]

    def __str__(self) -> str:
        return self.key


class WorkerBeat(models.Model):
    """When a worker was last alive, and what it can do."""

    name = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stalled_at = models.DateTimeField(null=True)  # when it last was free and yet took nothing
    queues = models.JSONField(default=list)
    features = models.JSONField(default=list)
    release = models.CharField(max_length=50)

    class Meta:
        verbose_name = "worker"

    def __str__(self) -> str:
        return self.name

    @property
    def is_stalled(self) -> bool:
        """Tell whether it stalled and has not been started anew since."""
        return bool(self.stalled_at and self.started_at and self.stalled_at > self.started_at)

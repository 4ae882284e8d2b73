"""The states of a job.

            claim                 finish
 pending ──────────▶ processing ──────────▶ completed
   │  ▲                  │   │
   │  │ retry / rescue   │   └────────────▶ failed
   │  └──────────────────┘   └────────────▶ cancelled
   └───────────────────────────────────────▶ cancelled | failed (expired)

The owner's retry leads from failed and cancelled back to pending.
"""

from django.db.models import TextChoices


class Status(TextChoices):
    """What is stored, and what clients see."""

    # Accepted and stored; runs when it is due and a worker is free.
    PENDING = "pending"
    # One attempt holds the lease. If the lease expires, the job is rescued.
    PROCESSING = "processing"
    # The result is recorded. It is final.
    COMPLETED = "completed"
    # It ended without a result; `error_code` says why.
    FAILED = "failed"
    # The owner stopped it.
    CANCELLED = "cancelled"


TERMINAL = (Status.COMPLETED, Status.FAILED, Status.CANCELLED)
UNFINISHED = (Status.PENDING, Status.PROCESSING)


class Phase(TextChoices):
    """What people read while a job is unfinished: derived, never stored."""

    # Pending, and not due before `available_at`.
    SCHEDULED = "scheduled"
    # Pending and due.
    QUEUED = "queued"
    # Pending again after an attempt that was lost or may be repeated.
    RETRYING = "retrying"
    # Processing.
    RUNNING = "running"
    # Processing, and asked to stop.
    CANCELLING = "cancelling"

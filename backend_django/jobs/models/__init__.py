"""The tables of the kernel."""

from .beat import WorkerBeat
from .file import JobFile
from .idempotency import IdempotencyKey
from .job import Job
from .result import JobResult
from .status import Phase, Status

__all__ = ["IdempotencyKey", "Job", "JobFile", "JobResult", "Phase", "Status", "WorkerBeat"]

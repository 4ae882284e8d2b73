"""Why a job ends before it is completed.

JobError
├── JobFailed            the feature gives up; code and detail are shown to the owner
│   └── InvalidInput     the input cannot be processed
├── Cancelled            the owner requested it
└── LeaseLost            another worker has the job, or it was deleted
"""


class JobError(Exception):
    """Base of what ends a run intentionally."""


class JobFailed(JobError):
    """Fail the job, with a code for programs and a sentence for its owner."""

    code = "failed"

    def __init__(self, detail: str, *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code


class InvalidInput(JobFailed):
    """The input passed the checks of the request, but its content cannot be processed."""

    code = "invalid_input"


class Cancelled(JobError):
    """The owner cancelled the job."""


class LeaseLost(JobError):
    """The attempt no longer holds the job's lease; nothing that it writes is accepted."""

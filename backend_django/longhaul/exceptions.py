"""Why a job ends before it is completed.

JobError
├── JobFailed            the feature gives up; the code and the sentence reach the user
│   └── InvalidInput     what the user sent cannot be worked with
├── Cancelled            the owner asked for it
└── LeaseLost            another worker has the job, or it was deleted
"""


class JobError(Exception):
    """Anything that ends a run by intention."""


class JobFailed(JobError):
    """Fail the job with a code for programs and a sentence for its owner."""

    code = "failed"

    def __init__(self, detail: str, *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code


class InvalidInput(JobFailed):
    """The input was accepted at the door, but its content cannot be worked with."""

    code = "invalid_input"


class Cancelled(JobError):
    """The owner asked for the job to stop."""


class LeaseLost(JobError):
    """The job belongs to somebody else now; nothing that this run writes is accepted."""

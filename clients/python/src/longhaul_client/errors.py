"""What can go wrong.

LonghaulError
├── ProblemError            the server has refused
│   ├── InvalidRequest      400, 405, 413, 415, 422: mend the request
│   ├── NotAuthenticated    401
│   ├── Forbidden           403
│   ├── NotFound            404: it does not exist, or belongs to another user
│   ├── Conflict            409: the job's state does not allow it
│   ├── Gone                410: too late
│   ├── LimitExceeded       429: `retry_after` tells when to try again
│   └── ServerError         5xx
├── JobFailed               the job has ended without a result
├── JobCancelled            the job was cancelled
├── ConnectionLost          the server does not answer
├── UnexpectedAnswer        something answers, but not like a Longhaul server
├── TimedOut                it takes longer than `timeout`
└── Corrupted               a file is not what the other side has
"""

import json
from typing import Any

from httpx import Headers

from .messages import Answer
from .models import GenericJob, ProblemField


class LonghaulError(Exception):
    """Base of all errors; its text is one line that says what is wrong."""


class ProblemError(LonghaulError):
    """The server has refused, in its own words."""

    def __init__(self, answer: Answer) -> None:
        problem = read_problem(answer)
        self.status = answer.status
        self.code: str = problem.get("code") or f"http_{answer.status}"
        self.title: str = problem.get("title") or f"The server answered {answer.status}"
        self.detail: str = problem.get("detail") or ""
        self.errors = [ProblemField.model_validate(error) for error in problem.get("errors", [])]
        self.request_id: str = problem.get("request_id") or answer.headers.get("X-Request-ID", "")
        # Seconds; None if the server does not say.
        self.retry_after = answer.retry_after
        super().__init__(self._line())

    def _line(self) -> str:
        lines = [f"{error.field}: {error.detail}" for error in self.errors]
        fields = [line for line in lines if line not in self.detail]
        detail = "" if self.detail == self.title else self.detail
        return ". ".join(part.rstrip(".") for part in (self.title, detail, *fields) if part) + "."


class InvalidRequest(ProblemError):
    """The request must be mended; `errors` names the fields."""


class NotAuthenticated(ProblemError):
    """The token is missing, wrong or no longer valid."""


class Forbidden(ProblemError):
    """The user may not do this."""


class NotFound(ProblemError):
    """The feature, job or file does not exist, or belongs to another user."""


class Conflict(ProblemError):
    """The job's state does not allow it."""


class Gone(ProblemError):
    """Results and files have expired, or the job was deleted."""


class LimitExceeded(ProblemError):
    """Too many requests or unfinished jobs; `retry_after` tells when to try again."""


class ServerError(ProblemError):
    """The server has failed, or cannot work at the moment."""


class JobFailed(LonghaulError):
    """The job has ended without a result."""

    def __init__(self, job: GenericJob) -> None:
        self.job = job
        self.code = job.error.code if job.error else "failed"
        self.detail = job.error.detail if job.error else ""
        title = job.error.title if job.error else "The job failed"
        super().__init__(f"{title}: {self.detail}" if self.detail else f"{title}.")


class JobCancelled(LonghaulError):
    """The job was cancelled."""

    def __init__(self, job: GenericJob) -> None:
        self.job = job
        super().__init__("The job was cancelled.")


class ConnectionLost(LonghaulError):
    """The server does not answer, even after several attempts."""


class UnexpectedAnswer(LonghaulError):
    """Something answers, but not like a Longhaul server."""


class TimedOut(LonghaulError, TimeoutError):
    """It takes longer than the `timeout` that was given."""


class Corrupted(LonghaulError):
    """A file has been damaged on its way, or has changed meanwhile."""


BY_STATUS: dict[int, type[ProblemError]] = {
    401: NotAuthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    410: Gone,
    429: LimitExceeded,
}


def problem_of(answer: Answer) -> ProblemError:
    """Return the error that an answer stands for."""
    default = ServerError if answer.status >= 500 else InvalidRequest
    return BY_STATUS.get(answer.status, default)(answer)


def not_found(detail: str) -> NotFound:
    """Return the error for what this client knows not to be there."""
    body = json.dumps({"code": "not_found", "title": detail}).encode()
    return NotFound(Answer(404, Headers({"Content-Type": "application/json"}), body))


def read_problem(answer: Answer) -> dict[str, Any]:
    """Read the problem document; a proxy in between may have answered something else."""
    if "json" not in answer.headers.get("Content-Type", ""):
        return {}
    try:
        problem = answer.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}

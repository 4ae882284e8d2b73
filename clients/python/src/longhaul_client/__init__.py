"""Jobs on a Longhaul server: create, follow, fetch.

client = Client("https://host", token="…")
done = client.run("table-profile", "flights.csv")
print(done.result["rows"], done.download("report", "."))
"""

from .aio import AsyncClient
from .client import Client
from .completed import AsyncCompleted, Completed
from .errors import (
    Conflict,
    ConnectionLost,
    Corrupted,
    Forbidden,
    Gone,
    InvalidRequest,
    JobCancelled,
    JobFailed,
    LimitExceeded,
    LonghaulError,
    NotAuthenticated,
    NotFound,
    ProblemError,
    ServerError,
    TimedOut,
    UnexpectedAnswer,
)
from .models import FeatureDescription, JobSummary
from .models import GenericJob as Job
from .version import __version__

__all__ = [
    "AsyncClient",
    "AsyncCompleted",
    "Client",
    "Completed",
    "Conflict",
    "ConnectionLost",
    "Corrupted",
    "FeatureDescription",
    "Forbidden",
    "Gone",
    "InvalidRequest",
    "Job",
    "JobCancelled",
    "JobFailed",
    "JobSummary",
    "LimitExceeded",
    "LonghaulError",
    "NotAuthenticated",
    "NotFound",
    "ProblemError",
    "ServerError",
    "TimedOut",
    "UnexpectedAnswer",
    "__version__",
]

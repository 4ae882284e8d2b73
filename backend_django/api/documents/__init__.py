"""What the API says, as types. The OpenAPI schema is made from them."""

from .accounts import (
    DetailDocument,
    EmailDocument,
    NewTokenDocument,
    SessionDocument,
    SessionUser,
    TokenDocument,
    TokenList,
)
from .catalogue import DownloadDescription, FeatureCatalogue, FeatureDescription, UploadDescription
from .jobs import (
    AcceptedDocument,
    ErrorDocument,
    ErrorSummary,
    FileDocument,
    JobDocument,
    JobPage,
    JobSummary,
    LinksDocument,
    ProgressDocument,
    ResultsDocument,
    SummaryDocument,
)
from .moment import Moment, to_iso
from .problem import ProblemBody, ProblemField
from .system import (
    HealthDocument,
    ThroughputDocument,
    ThroughputSlot,
    VersionDocument,
    WorkerDocument,
)

__all__ = [
    "AcceptedDocument",
    "DetailDocument",
    "DownloadDescription",
    "EmailDocument",
    "ErrorDocument",
    "ErrorSummary",
    "FeatureCatalogue",
    "FeatureDescription",
    "FileDocument",
    "HealthDocument",
    "JobDocument",
    "JobPage",
    "JobSummary",
    "LinksDocument",
    "Moment",
    "NewTokenDocument",
    "ProblemBody",
    "ProblemField",
    "ProgressDocument",
    "ResultsDocument",
    "SessionDocument",
    "SessionUser",
    "SummaryDocument",
    "ThroughputDocument",
    "ThroughputSlot",
    "TokenDocument",
    "TokenList",
    "UploadDescription",
    "VersionDocument",
    "WorkerDocument",
    "to_iso",
]

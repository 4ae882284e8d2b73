"""What can be asked for, as the caller says it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, TypedDict
from uuid import UUID

from pydantic import BaseModel

from .bodies import Form, Json
from .deadline import Deadline
from .errors import not_found
from .messages import Body
from .models import FeatureDescription, GenericJob, JobSummary

PathLike: TypeAlias = str | Path
# One file or several for the feature's first upload, or files by the uploads' names.
Named: TypeAlias = Mapping[str, PathLike | Sequence[PathLike]]
Files: TypeAlias = PathLike | Sequence[PathLike] | Named | None
JobRef: TypeAlias = GenericJob | JobSummary | UUID | str


class Order(TypedDict, total=False):
    """What a job may be given beside its files."""

    options: Mapping[str, Any] | BaseModel | None
    # The job does not start before this.
    available_at: datetime | None
    # Names the act: creating again with the same key makes no second job. Made up if missing.
    key: str | None


class Wait(TypedDict, total=False):
    """How to wait for a job."""

    # Called with the job at once and at each change.
    on_progress: Callable[[GenericJob], object] | None
    # Seconds for everything; None: as long as it takes.
    timeout: float | None
    # Also when the time is over or `on_progress` raises. True unless given.
    cancel_when_interrupted: bool


class Run(Order, Wait, total=False):
    """What a job may be given, and how to wait for it."""


def name_files(
    files: PathLike | Sequence[PathLike], feature: str, catalogue: Sequence[FeatureDescription]
) -> Named:
    """Give files without a name that of the feature's first upload."""
    for description in catalogue:
        if description.slug == feature and description.uploads:
            return {description.uploads[0].name: files}
    raise not_found(f"There is no feature {feature} that takes a file.")


def body_of(files: Named | None, order: Order, deadline: Deadline) -> Body:
    """Return the body of a create request."""
    fields = fields_of(order)
    if not files:
        return Json(fields)
    paths = {
        name: [Path(given)] if isinstance(given, str | Path) else [Path(path) for path in given]
        for name, given in files.items()
    }
    return Form(paths, fields, deadline)


def fields_of(order: Order) -> dict[str, Any]:
    options, moment = order.get("options"), order.get("available_at")
    if isinstance(options, BaseModel):
        options = options.model_dump(mode="json")
    fields = {"options": options, "available_at": moment.isoformat() if moment else None}
    return {name: content for name, content in fields.items() if content is not None}


class Query(TypedDict, total=False):
    """Which jobs to list."""

    feature: str | None
    status: str | Sequence[str] | None
    search: str | None
    created_after: datetime | None
    created_before: datetime | None
    # "created_at" for the oldest first.
    sort: str | None
    page_size: int | None

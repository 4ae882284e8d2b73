"""What somebody asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import File
from pydantic import BaseModel

from .feature import AnyFeature


@dataclass(frozen=True, kw_only=True)
class Order:
    """A job that somebody asks for, checked at the door."""

    feature: AnyFeature
    owner: Any
    options: BaseModel
    files: "Mapping[str, Sequence[File[Any]]]" = field(default_factory=dict)
    key: str = ""
    available_at: datetime | None = None

"""What a product adds: a feature is a class with a typed input, one method and a typed result."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from inspect import cleandoc
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel

from longhaul.run import Run

OptionsT = TypeVar("OptionsT", bound=BaseModel)
ResultT = TypeVar("ResultT", bound=BaseModel)

KB = 1_000
MB = 1_000 * KB
GB = 1_000 * MB


class Queue(StrEnum):
    """Where jobs wait. Workers are started per queue, so that long jobs do not block short ones."""

    CRITICAL = "critical"
    HIGH = "high"
    DEFAULT = "default"
    LOW = "low"


@dataclass(frozen=True)
class Upload:
    """A file that the feature takes, or several: the parts of one name in a form."""

    name: str
    extensions: tuple[str, ...] = ()
    """Accepted endings in lower case, with the dot. Empty: any."""
    max_size: int = 200 * MB
    """Bytes per file."""
    max_files: int = 1
    """More than one takes as many parts of this name, at most `DATA_UPLOAD_MAX_NUMBER_FILES`."""
    max_total: int | None = None
    """Bytes of all its files together. None: `max_files` times `max_size`."""
    signatures: Mapping[str, bytes] = field(default_factory=dict)
    """The first bytes that a file with an ending must have: `{".parquet": b"PAR1"}`."""
    required: bool = True

    @property
    def total(self) -> int:
        """The maximum of bytes of all its files together."""
        return self.max_files * self.max_size if self.max_total is None else self.max_total


@dataclass(frozen=True)
class Download:
    """A file that the feature makes, under `download-<name>`."""

    name: str
    media_type: str
    title: str = ""
    """The label of its button; from the name if empty."""


class Feature(Generic[OptionsT, ResultT]):
    """Base of all features: `class Thumbnail(Feature[ThumbnailOptions, ThumbnailResult])`.

    Subclasses set `slug` and define `process`. The engine derives the endpoints, the schema, the
    Celery task and the page from the class.
    """

    # The name in URLs, in Celery and in the database. Do not change it once jobs exist.
    slug: ClassVar[str]
    # The texts of the page and the schema. If empty, from the slug and from the docstring.
    title: ClassVar[str] = ""
    description: ClassVar[str] = ""
    # Files in, files out. Their names share one namespace.
    uploads: ClassVar[tuple[Upload, ...]] = ()
    downloads: ClassVar[tuple[Download, ...]] = ()
    # A file in fixtures/samples/ for the first upload, offered as "try it with a sample".
    sample: ClassVar[str] = ""
    # Where its jobs wait.
    queue: ClassVar[Queue] = Queue.DEFAULT
    # After this long `process` is interrupted, and the job fails with `time_limit`.
    time_limit: ClassVar[timedelta] = timedelta(minutes=10)
    # A job that has not started this long after it became due fails with `expired`. None: it waits.
    start_within: ClassVar[timedelta | None] = None
    # The maximum of attempts, lost workers included; and the exceptions after which another
    # attempt is made. It is also made if the database was unavailable for a moment.
    max_attempts: ClassVar[int] = 3
    retry_on: ClassVar[tuple[type[Exception], ...]] = ()
    # How long results and files are kept after the end.
    retention: ClassVar[timedelta] = timedelta(days=30)

    # The models named in the brackets of the base class.
    Options: ClassVar[type[BaseModel]]
    Result: ClassVar[type[BaseModel]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for base in getattr(cls, "__orig_bases__", ()):
            origin = get_origin(base)
            if isinstance(origin, type) and issubclass(origin, Feature):
                cls.Options, cls.Result = get_args(base)
        if slug := cls.__dict__.get("slug"):
            cls._check(slug)

    @classmethod
    def _check(cls, slug: str) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug):
            raise TypeError(f"{cls.__name__}.slug must be like 'two-words', not {slug!r}.")
        names = cls.file_names()
        if len(set(names)) != len(names):
            raise TypeError(f"{cls.__name__} uses a name twice in uploads and downloads: {names}.")
        if cls.start_within is not None and cls.start_within <= timedelta():
            raise TypeError(f"{cls.__name__}.start_within must be longer than zero, or None.")
        cls.title = cls.title or slug.replace("-", " ").capitalize()
        cls.description = cls.description or cleandoc(cls.__doc__ or "").partition("\n\n")[0]

    def validate(self, run: Run[OptionsT]) -> None:
        """Check options and uploads before the work; raise `InvalidInput` to refuse them."""

    def process(self, run: Run[OptionsT]) -> ResultT:
        """Do the work. Import heavy libraries here: only the worker's child may load them.

        Raises:
            JobFailed: the job fails with its code and detail.
        """
        raise NotImplementedError

    def clean_up(self, run: Run[OptionsT]) -> None:
        """Undo what `process` left outside its directory; called unless the process is killed."""

    def get_title(self, options: OptionsT, filenames: Sequence[str]) -> str:
        """Return the title that distinguishes a job: its files, or its first text option."""
        if len(filenames) > 1:
            return f"{filenames[0][:150]} + {len(filenames) - 1}"
        texts = [text for text in options.model_dump().values() if isinstance(text, str) and text]
        return next(iter([*filenames, *texts]), self.title)

    def dedupe_key(self, options: OptionsT, digests: Mapping[str, Sequence[str]]) -> str | None:
        """Return a key of the work: a request with the key of an unfinished job gets that job.

        `digests` are the SHA-256 of the files by the name of their upload, in their order. None:
        every request creates a job.
        """
        return None

    @classmethod
    def file_names(cls) -> list[str]:
        """List the names of uploads and downloads."""
        return [file.name for file in cls.uploads] + [file.name for file in cls.downloads]

    @classmethod
    def get_download(cls, name: str) -> Download | None:
        """Find a download by its name."""
        return next((download for download in cls.downloads if download.name == name), None)


AnyFeature = Feature[Any, Any]

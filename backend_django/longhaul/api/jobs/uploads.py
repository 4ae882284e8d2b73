"""Uploads: rejected while they are received if there are too many or they are too large."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.uploadhandler import FileUploadHandler
from rest_framework.parsers import MultiPartParser

from longhaul.api.http import invalid
from longhaul.api.problems import Problem
from longhaul.feature import MB, Upload


class LimitHandler(FileUploadHandler):
    """Rejects an unknown, surplus or too large file while it is received, not after it."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        super().__init__()
        self.uploads = {upload.name: upload for upload in uploads}
        self.files: Counter[str] = Counter()
        self.bytes: Counter[str] = Counter()

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Count the files of each name."""
        super().new_file(field_name, *args, **kwargs)
        if field_name not in self.uploads:
            raise invalid(field_name, "This feature takes nothing of this name.", "unknown")
        upload = self.uploads[field_name]
        self.files[field_name] += 1
        check_number(upload, self.files[field_name])

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count the bytes, and pass them to the next handlers."""
        upload = self.uploads[self.field_name or ""]
        self.bytes[upload.name] += len(raw_data)
        check_size(upload, self.file_name or "", start + len(raw_data))
        check_total(upload, self.bytes[upload.name])
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Create no file: the next handlers do."""


def check_upload(upload: Upload, files: "Sequence[File[Any]]") -> None:
    """Reject missing files, and any file that the feature does not accept.

    The limits apply here, too: files of an earlier job may come from before a limit was lowered,
    and a middleware may have read the form before the view.
    """
    if upload.required and not files:
        raise invalid(upload.name, "Add a file.", "required")
    check_number(upload, len(files))
    for file in files:
        check_file(upload, file)
    check_total(upload, sum(file.size for file in files))


def check_number(upload: Upload, count: int) -> None:
    if count > upload.max_files:
        most = "one file" if upload.max_files == 1 else f"{upload.max_files} files"
        raise invalid(upload.name, f"Add at most {most}.", "too_many_files")


def check_size(upload: Upload, name: str, size: int) -> None:
    if size > upload.max_size:
        detail = f"{name} is larger than {upload.max_size / MB:g} MB."
        raise invalid(upload.name, detail, "too_large")


def check_total(upload: Upload, size: int) -> None:
    if size > upload.total:
        detail = f"Send at most {upload.total / MB:g} MB at once."
        raise invalid(upload.name, detail, "too_large")


def check_file(upload: Upload, file: "File[Any]") -> None:
    check_size(upload, file.name or "", file.size)
    name, extension = file.name or "", PurePath(file.name or "").suffix.lower()
    if upload.extensions and extension not in upload.extensions:
        detail = f"{name} is not one of {', '.join(upload.extensions)}."
        raise invalid(upload.name, detail, "unsupported_media_type")
    if not file.size:
        raise invalid(upload.name, f"{name} is empty.", "empty_file")
    signature = upload.signatures.get(extension)
    if signature and file.read(len(signature)) != signature:
        detail = f"{name} ends in {extension}, but its content is something else."
        raise invalid(upload.name, detail, "unsupported_media_type")
    file.seek(0)


# ── The form


class FormParser(MultiPartParser):
    """Reads a multipart form completely: one that is cut off between two parts looks complete."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        self.uploads = uploads

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read the form.

        Raises:
            Problem: 400 or 413, more was sent than is accepted, or less than was announced.
            OSError: the files cannot be stored.
        """
        counted: Any = CountedStream(stream)
        request = parser_context["request"]
        request.upload_handlers.insert(0, LimitHandler(self.uploads))
        try:
            form = super().parse(counted, media_type, parser_context)
        except (OSError, Problem):
            _discard_partial(request)
            raise
        if counted.count < int(stream.META.get("CONTENT_LENGTH") or 0):
            raise Problem("invalid", "The request body is incomplete. Send it again.")
        return form


def _discard_partial(request: Any) -> None:
    """Remove the file that was being written; Django leaves it to the garbage collector."""
    for handler in request.upload_handlers:
        if file := getattr(handler, "file", None):
            with suppress(OSError):  # no space to flush the rest
                file.close()


class CountedStream:
    """Counts the bytes that are read from a stream."""

    def __init__(self, stream: Any) -> None:
        self.count = 0
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes."""
        chunk: bytes = self._stream.read(size)
        self.count += len(chunk)
        return chunk

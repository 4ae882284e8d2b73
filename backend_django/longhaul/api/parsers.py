"""JSON comes in as UTF-8, of a bounded size and depth, with no number that JSON does not know."""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.parsers import BaseParser, MultiPartParser

from longhaul.api.jobs.uploads import LimitHandler
from longhaul.api.problems import Problem
from longhaul.feature import Upload

MAX_DEPTH = 20


class JsonParser(BaseParser):
    """Read a JSON body."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read no more than may come in, whatever length the request claims."""
        return parse_json(stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


class FormParser(MultiPartParser):
    """Read a multipart form, whole: one that was cut off between two parts looks complete."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        self.uploads = uploads

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read the form.

        Raises:
            Problem: 400 or 413, too much came, or less than was announced.
            OSError: the files cannot be stored.
        """
        counted: Any = CountedStream(stream)
        request = parser_context["request"]
        request.upload_handlers.insert(0, LimitHandler(self.uploads))
        try:
            form = super().parse(counted, media_type, parser_context)
        except (OSError, Problem):
            _discard_begun(request)
            raise
        if counted.count < int(stream.META.get("CONTENT_LENGTH") or 0):
            raise Problem("invalid", "The request ended before all of it had come. Send it again.")
        return form


def _discard_begun(request: Any) -> None:
    """Remove the file that was being written, which Django leaves to the garbage collector."""
    for handler in request.upload_handlers:
        if file := getattr(handler, "file", None):
            with suppress(OSError):  # no space for what is still to be flushed
                file.close()


class CountedStream:
    """Reads from a stream, and counts the bytes."""

    def __init__(self, stream: Any) -> None:
        self.count = 0
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes."""
        chunk: bytes = self._stream.read(size)
        self.count += len(chunk)
        return chunk


def parse_json(text: bytes | str) -> Any:
    """Parse JSON that somebody sent.

    Raises:
        Problem: 413 if it is too large, 400 if it is too deep or none.
    """
    if len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise Problem("too_large", f"Send at most {limit:,} bytes of JSON.")
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Problem("invalid", "This cannot be read as JSON.") from None
    if _is_deeper(value, MAX_DEPTH):
        raise Problem("invalid", f"Nest the JSON at most {MAX_DEPTH} levels deep.")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which Python would take


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in items)

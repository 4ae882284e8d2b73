"""JSON bodies: UTF-8, of a bounded size and depth, without NaN and infinity."""

import json
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.parsers import BaseParser

from longhaul.api.problems import Problem

MAX_DEPTH = 20


class JsonParser(BaseParser):
    """Read a JSON body."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read at most what is accepted, whatever length the request claims."""
        return parse_json(stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


def parse_json(text: bytes | str) -> Any:
    """Parse JSON of a request.

    Raises:
        Problem: 413 if it is too large, 400 if it is too deep or invalid.
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
    raise ValueError(constant)  # NaN and Infinity, which Python would accept


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in items)

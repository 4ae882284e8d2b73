"""Text and JSON in a form that PostgreSQL, UTF-8 and browsers accept."""

import json
import math
from typing import Any

from pydantic import BaseModel

MAX_DETAIL = 4_000  # characters
SAFE_INTEGER = 2**53 - 1  # beyond it a JavaScript number is not exact


def clean_text(text: str, limit: int = MAX_DETAIL) -> str:
    """Return a text that a column of this length can hold."""
    return replace_unstorable(text)[:limit]


def replace_unstorable(text: str) -> str:
    """Replace what cannot be stored: NUL (PostgreSQL) and lone surrogates (UTF-8)."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def shorten_name(filename: str) -> str:
    """Keep the end of a file name, with its extension, within the 255 bytes of file systems."""
    return filename.encode()[-200:].decode(errors="ignore")


def to_json(result: BaseModel) -> str:
    """Return a result as JSON text: no NaN, no NUL, no integer that a browser would round."""
    return json.dumps(clean(result.model_dump(mode="json")), ensure_ascii=False, allow_nan=False)


def clean(value: Any) -> Any:
    """Replace in a JSON value what cannot be stored or read exactly."""
    match value:
        case dict():
            return {replace_unstorable(str(key)): clean(item) for key, item in value.items()}
        case list():
            return [clean(item) for item in value]
        case str():
            return replace_unstorable(value)
        case bool():
            return value
        case int() if abs(value) > SAFE_INTEGER:
            return str(value)
        case float() if not math.isfinite(value):
            return None
    return value

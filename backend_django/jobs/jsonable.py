"""A result as JSON that every database and every browser takes."""

import json
import math
from typing import Any

from pydantic import BaseModel

SAFE_INTEGER = 2**53 - 1  # beyond it a JavaScript number is no longer exact


def to_json(result: BaseModel) -> str:
    """Return a result as JSON text: no NaN, no NUL, no integer that a browser would round."""
    return json.dumps(_clean(result.model_dump(mode="json")), ensure_ascii=False, allow_nan=False)


def _clean(value: Any) -> Any:
    match value:
        case dict():
            return {_clean_text(str(key)): _clean(item) for key, item in value.items()}
        case list():
            return [_clean(item) for item in value]
        case str():
            return _clean_text(value)
        case bool():
            return value
        case int() if abs(value) > SAFE_INTEGER:
            return str(value)
        case float() if not math.isfinite(value):
            return None
    return value


def _clean_text(text: str) -> str:
    # Lone surrogates cannot be stored as UTF-8, and PostgreSQL's JSON takes no NUL.
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")

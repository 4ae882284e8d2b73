"""A result as JSON that every database and every browser takes."""

import json
import math
from typing import Any

from pydantic import BaseModel

from .text import replace_unstorable

SAFE_INTEGER = 2**53 - 1  # beyond it a JavaScript number is no longer exact


def to_json(result: BaseModel) -> str:
    """Return a result as JSON text: no NaN, no NUL, no integer that a browser would round."""
    return json.dumps(clean(result.model_dump(mode="json")), ensure_ascii=False, allow_nan=False)


def clean(value: Any) -> Any:
    """Replace what cannot be kept as it is."""
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

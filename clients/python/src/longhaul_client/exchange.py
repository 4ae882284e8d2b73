"""The core's requests and answers, as httpx takes and gives them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel

from .messages import Answer, Ask

CONNECT_SECONDS = 10.0

ResultT = TypeVar("ResultT", bound=BaseModel)


@contextmanager
def opened(ask: Ask) -> Iterator[Mapping[str, Any]]:
    """Give httpx's arguments for a request; its files are open meanwhile."""
    timeout = httpx.Timeout(ask.silence, connect=min(CONNECT_SECONDS, ask.silence))
    with ask.body.opened() if ask.body else nullcontext({}) as content:
        yield {
            "method": ask.method,
            "url": ask.path,
            "headers": ask.headers,
            "timeout": timeout,
            **content,
        }


def is_for_sink(ask: Ask, response: httpx.Response) -> bool:
    etag = response.headers.get("ETag", "")
    return ask.sink is not None and ask.sink.begin(response.status_code, etag)


def answer_of(response: httpx.Response, body: bytes = b"") -> Answer:
    return Answer(response.status_code, response.headers, body)


def typed(result: dict[str, Any], result_type: type[ResultT] | None) -> Any:
    """Return the result as the type that is wished for."""
    return result if result_type is None else result_type.model_validate(result)

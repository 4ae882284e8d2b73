"""How the log is written: lines for people (text), or one JSON object a line for machines (json).

The code logs as usual, with `extra` for what belongs to a line. What is bound to the context, such
as the id of the request, is added to every line that is written meanwhile.
"""

from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.dev import Column, ConsoleRenderer, KeyValueColumnFormatter, plain_traceback
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name

Event = MutableMapping[str, Any]


def logging_config(form: str, level: str) -> dict[str, Any]:
    """Return the configuration of Python's logging: everything goes to the standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "longhaul.operations.logs.make_formatter", "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # One line a request and a task is noise; jobs say themselves what happens to them.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "axes": {"level": "ERROR"},  # a wrong password is no event of ours
            "gunicorn.error": {"handlers": [], "propagate": True},  # its lines look like ours
        },
    }


def make_formatter(form: str) -> ProcessorFormatter:
    """Return what writes a record in one of the forms."""
    renderers: dict[str, list[Any]] = {
        "text": [TimeStamper("%Y-%m-%d %H:%M:%S", utc=False), text_renderer()],
        "json": [TimeStamper("iso"), format_exc_info, JSONRenderer(default=str)],
    }
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            add_log_level,
            add_logger_name,
            ExtraAdder(),
            drop_objects,
        ],
        processors=[ProcessorFormatter.remove_processors_meta, *renderers[form]],
    )


def drop_objects(_logger: Any, _method: str, event: Event) -> Event:
    """Leave out what Django and Celery add for handlers of their own."""
    return {key: item for key, item in event.items() if key not in ("request", "data")}


def text_renderer() -> ConsoleRenderer:
    """Return what writes `2026-11-20 09:03:00 INFO jobs.journal: job created feature=echo …`."""

    def plain(write: Any = str, *, after: str = "", key: str | None = None) -> Any:
        return KeyValueColumnFormatter(key, "", "", write, postfix=after)

    return ConsoleRenderer(
        exception_formatter=plain_traceback,  # others print the values of variables, too
        columns=[
            Column("timestamp", plain()),
            Column("level", plain(str.upper)),
            Column("logger", plain(after=":")),
            Column("event", plain()),
            Column("", plain(key="")),
        ],
    )

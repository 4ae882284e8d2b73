"""The format of the log: lines for people (text), or one JSON object per line for machines (json).

Code logs as usual, with `extra` for the fields of a line. Variables bound to the context, such as
the id of the request, are added to every line written meanwhile.
"""

from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.dev import Column, ConsoleRenderer, KeyValueColumnFormatter, plain_traceback
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name

Event = MutableMapping[str, Any]


def logging_config(form: str, level: str) -> dict[str, Any]:
    """Return Django's setting LOGGING: everything goes to the standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "longhaul.operations.logs.make_formatter", "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # A line for each request and task is noise; jobs log their own transitions.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "axes": {"level": "ERROR"},  # no line for a wrong password
            "gunicorn.error": {"handlers": [], "propagate": True},  # in the same format
        },
    }


def make_formatter(form: str) -> ProcessorFormatter:
    """Return the formatter for `text` or `json`."""
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
    """Remove what Django and Celery add to records for their own handlers."""
    return {key: item for key, item in event.items() if key not in ("request", "data")}


def text_renderer() -> ConsoleRenderer:
    """Return the renderer of lines like `2026-11-20 09:03:00 INFO longhaul.jobs.log: job …`."""

    def plain(write: Any = str, *, after: str = "", key: str | None = None) -> Any:
        return KeyValueColumnFormatter(key, "", "", write, postfix=after)

    return ConsoleRenderer(
        exception_formatter=plain_traceback,  # the default prints the values of variables
        columns=[
            Column("timestamp", plain()),
            Column("level", plain(str.upper)),
            Column("logger", plain(after=":")),
            Column("event", plain()),
            Column("", plain(key="")),
        ],
    )

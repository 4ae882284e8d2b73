import json
import logging
import sys

import pytest
from devtools.lines import HEAD
from structlog.contextvars import bound_contextvars

from longhaul.operations.logs import make_formatter

SECRET = "correct horse battery"


def write(form, message="job %s", *args, extra=None, exc_info=None):
    """Return what the formatter makes of a record."""
    logger = logging.getLogger("longhaul.jobs.log")
    name, level = "longhaul.jobs.log", logging.WARNING
    record = logger.makeRecord(name, level, "", 0, message, args, exc_info, extra=extra)
    return make_formatter(form).format(record)


def failure():
    password = SECRET  # noqa: F841  (a variable that must not be printed)
    try:
        raise ValueError("no")
    except ValueError:
        return sys.exc_info()


def test_a_line_for_machines_is_one_json_object():
    line = json.loads(write("json", "job %s", "created", extra={"job_id": "019a"}))
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "level": "warning",
        "logger": "longhaul.jobs.log",
        "event": "job created",
        "job_id": "019a",
    }


def test_a_line_for_people_is_what_the_terminal_looks_for():
    head = HEAD.match(write("text", "job %s", "created", extra={"job_id": "019a", "attempt": 1}))
    assert head["level"], head["logger"] == ("WARNING", "longhaul.jobs.log")
    assert head["message"] == "job created attempt=1 job_id=019a"


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_request_is_in_every_line_that_is_written_meanwhile(form):
    with bound_contextvars(request_id="r-1234567"):
        assert "r-1234567" in write(form, "hello")
    assert "r-1234567" not in write(form, "hello")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_shows_no_variables(form):
    text = write(form, "oh", exc_info=failure())
    assert "ValueError: no" in text
    assert SECRET not in text.replace("password = SECRET", "")


def test_a_traceback_for_machines_stays_in_its_line():
    assert "\n" not in write("json", "oh", exc_info=failure())


def test_the_request_itself_is_no_part_of_a_line():
    assert "request=" not in write("text", "oh", extra={"request": object(), "data": {}})


def test_an_unknown_form_is_refused():
    with pytest.raises(KeyError):
        make_formatter("xml")

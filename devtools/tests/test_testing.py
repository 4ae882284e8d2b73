import argparse
import asyncio
import io
import sys
from contextlib import asynccontextmanager

import pytest

from devtools import testing
from devtools.console import Console
from devtools.errors import DevError
from devtools.parts import Part
from devtools.state import State

OPTIONS = argparse.Namespace(rest=[], no_browser=False)


def part(name, code, **more):
    return Part("a group", name, [sys.executable, "-c", code], **more)


@asynccontextmanager
async def nowhere():
    raise DevError("There is no database.")
    yield


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run parts, and return the words for their ends and what was printed."""
    monkeypatch.setattr(testing, "State", lambda: State(tmp_path))

    def run(how, *parts):
        out = io.StringIO()
        outcomes = asyncio.run(how(parts, OPTIONS, Console(out)))
        return [outcome.word for outcome in outcomes], out.getvalue()

    return run


def test_side_by_side_each_is_judged_alone(run):
    words, _ = run(
        testing.side_by_side,
        part("first", "pass"),
        part("second", "raise SystemExit(3)"),
        part("third", "pass", around=nowhere),
        part("fourth", "pass"),
    )
    assert words == ["passed", "failed", "failed", "passed"]


def test_side_by_side_what_one_prints_stays_together(run):
    code = "for line in range(3): print({!r}, line, flush=True)"
    names = ["first", "second", "third"]
    _, printed = run(testing.side_by_side, *(part(name, code.format(name)) for name in names))
    for name in names:
        assert f"── {name}\n{name} 0\n{name} 1\n{name} 2\n" in printed


def test_what_a_part_lacks_is_said(run):
    for how in (testing.side_by_side, testing.in_turn):
        _, printed = run(how, part("needy", "pass", around=nowhere))
        assert "needy: There is no database.\n" in printed


def test_one_failure_fails_the_whole():
    outcomes = [testing.Outcome(part(word, ""), word) for word in ("passed", "failed")]
    out = io.StringIO()
    assert testing.summarise(outcomes, Console(out)) == 1
    assert out.getvalue().endswith("1 passed, 1 failed\n")

import asyncio
import sys

import pytest

from devtools.console import Console
from devtools.errors import DevError
from devtools.steps import Stamp, Step


@pytest.fixture
def step(tmp_path):
    """Return a step that appends a line to what it makes."""
    source, made = tmp_path / "source", tmp_path / "made"
    source.write_text("one")

    def build(code="open('made', 'a').write('x')"):
        return Step(
            title="Thing",
            command=[sys.executable, "-c", code],
            stamp=Stamp(tmp_path / "stamp", [source]),
            output=made,
            log=tmp_path / "log",
            cwd=tmp_path,
        )

    return build


def run(*steps):
    for step in steps:
        asyncio.run(step.run(Console()))


def test_a_step_is_not_done_twice(step, tmp_path):
    run(step(), step())
    assert (tmp_path / "made").read_text() == "x"


def test_a_changed_input_does_it_again(step, tmp_path):
    run(step())
    (tmp_path / "source").write_text("two")
    run(step())
    assert (tmp_path / "made").read_text() == "xx"


def test_a_missing_output_does_it_again(step, tmp_path):
    run(step())
    (tmp_path / "made").unlink()
    run(step())
    assert (tmp_path / "made").exists()


def test_a_failed_step_shows_its_last_lines_and_its_log(step, tmp_path):
    with pytest.raises(DevError, match=r"(?s)Thing.*log.*no network"):
        run(step("open('made', 'w'); raise SystemExit('no network')"))
    assert not step().is_done()


def test_a_step_whose_input_changes_meanwhile_is_not_done(step):
    run(step("open('made', 'w'); open('source', 'w').write('newer')"))
    assert not step().is_done()

import os

import pytest

from devtools.chaos.witness import Witness, parse

HERE = os.getpid()
GROUP = frozenset({os.getpgid(HERE)})


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


def write(log, *events, execution="a1", pid=HERE):
    with log.open("a") as file:
        file.writelines(f"1.5 a 2 {execution} {pid} {event}\n" for event in events)


def test_a_line_says_who_did_what_and_when():
    line = parse("1.5 a 2 a1 100 began\n")
    assert (line.at, line.job, line.attempt, line.execution) == (1.5, "a", 2, "a1")
    assert (line.pid, line.event) == (100, "began")


def test_every_line_is_read_once(log):
    witness = Witness(log)
    write(log, "began")
    witness.read()
    write(log, "ended")
    witness.read()
    assert [line.event for line in witness.lines] == ["began", "ended"]


def test_who_has_begun_and_not_left_runs_the_oldest_first(log):
    witness = Witness(log)
    write(log, "began", execution="a1")
    write(log, "began", execution="b1")
    write(log, "began", "left", execution="c1")
    write(log, "began", "died", execution="d1")
    write(log, "ended", execution="a1")
    assert [line.execution for line in witness.running_in(GROUP)] == ["a1", "b1"]


def test_who_is_of_another_group_or_gone_does_not_run(log):
    witness = Witness(log)
    write(log, "began", pid=HERE)
    write(log, "began", execution="b1", pid=2**22 + 1)
    assert witness.running_in(frozenset({1})) == []
    assert len(witness.running_in(GROUP)) == 1

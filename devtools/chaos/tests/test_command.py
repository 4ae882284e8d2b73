import argparse

import pytest

from devtools.chaos.command import SAFEGUARDS, add_arguments, passed_on
from devtools.chaos.product.sabotage import SABOTAGE


def parsed(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--seed=1"],
        ["--seed=1", "--minutes=0.5", "--defaults"],
        ["--seed=1", "--report=a file", "--sabotage=fence"],
    ],
)
def test_what_was_asked_for_is_passed_on(arguments):
    options = parsed(*arguments)
    assert parsed(*passed_on(options)) == options


def test_a_run_without_a_seed_gets_one_that_is_passed_on():
    options = parsed()
    assert f"--seed={options.seed}" in passed_on(options)


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "many"])
def test_a_time_that_is_none_is_refused(minutes, capsys):
    with pytest.raises(SystemExit):
        parsed("--minutes", minutes)
    assert "is no number of minutes" in capsys.readouterr().err


def test_every_safeguard_can_be_taken_out():
    assert set(SAFEGUARDS) == set(SABOTAGE)

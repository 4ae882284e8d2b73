import ast
import subprocess
import sys

import pytest

from devtools.cli import COMMANDS
from devtools.paths import ROOT

OLD = """
import os, runpy, shutil, sys
sys.version_info = (3, 6, 0)
sys.version = "3.6.0 (old)"
shutil.which = lambda name: None
runpy.run_path(sys.argv[1])
"""


def dev(*arguments):
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False)


def test_an_old_python_can_read_the_launcher():
    ast.parse((ROOT / "dev").read_text(), feature_version=(3, 0))


def test_an_old_python_gets_one_sentence():
    command = [sys.executable, "-c", OLD, str(ROOT / "dev")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.stderr == "./dev needs Python 3.11 or newer; this is 3.6.0.\n"
    assert answer.returncode == 1


def test_alone_it_lists_every_command_on_a_line():
    answer = dev()
    listed = [line.split()[0] for line in answer.stdout.splitlines() if line.startswith("    ")]
    assert listed == list(COMMANDS)
    assert answer.returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    assert dev(command, "--help").returncode == 0


@pytest.mark.parametrize("arguments", [["up", "--prot", "1"], ["up", "--port", "0"], ["nothing"]])
def test_a_mistake_in_the_command_line_does_nothing(arguments):
    answer = dev(*arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage:")

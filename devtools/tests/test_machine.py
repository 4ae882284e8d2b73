import shutil
import subprocess
from types import SimpleNamespace

import pytest

from devtools import machine
from devtools.errors import DevError


@pytest.fixture
def node(monkeypatch):
    """Return a function that puts a version of Node.js on this machine."""

    def install(version):
        answer = SimpleNamespace(stdout=f"{version}\n")
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)

    return install


def test_a_new_node_is_welcome(node):
    node("v24.1.0")
    assert machine.require_machine() == "v24.1.0"


def test_an_old_node_is_refused(node):
    node("v18.19.0")
    with pytest.raises(DevError, match=r"Node.js 20 or newer is needed; this is v18.19.0"):
        machine.require_machine()


def test_a_missing_npm_is_named(monkeypatch):
    monkeypatch.setattr(shutil, "which", {"node": "/bin/node"}.get)
    with pytest.raises(DevError, match="with npm is needed"):
        machine.require_machine()


def test_a_full_disk_is_refused_with_what_is_missing(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0.4e9))
    with pytest.raises(DevError, match=r"Only 0.4 GB are free .* make room for 1.5 GB"):
        machine.require_space()

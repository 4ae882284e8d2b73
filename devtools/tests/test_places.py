import os
import socket
import tempfile

import pytest

from devtools.errors import DevError
from devtools.instance import only_one, running_address
from devtools.ports import HOST, any_free, is_free, next_free, owner, require_free
from devtools.sockets import LONGEST, own_folder, socket_folder
from devtools.state import State


@pytest.fixture
def taken_port():
    with socket.create_server((HOST, 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_names_its_process_and_another_port(taken_port):
    with pytest.raises(DevError, match=rf"{taken_port} is taken by .*{os.getpid()}.*--port"):
        require_free(taken_port)


def test_the_next_free_port_passes_over_a_taken_one(taken_port):
    assert next_free(taken_port) > taken_port
    assert is_free(next_free(taken_port))


def test_a_port_of_the_systems_choice_is_free():
    assert is_free(any_free())


def test_a_free_port_has_no_owner(taken_port):
    assert owner(next_free(taken_port)) == "another process"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def test_a_short_path_keeps_its_socket(temporary):
    assert socket_folder(State(temporary), "s") == temporary


@pytest.mark.parametrize("name", ["long" * LONGEST, "with space"])
def test_an_unfit_path_gets_a_short_private_folder(temporary, name):
    folder = socket_folder(State(temporary / name), "s")
    assert folder.parent == temporary
    assert folder.stat().st_mode & 0o777 == 0o700


def test_two_states_get_two_folders(temporary):
    folders = {socket_folder(State(temporary / name), "s") for name in ("a b", "a c")}
    assert len(folders) == 2


def test_a_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(DevError, match="belongs to another user"):
        own_folder(tmp_path / "link")


def test_a_state_runs_once_and_says_where(state):
    with only_one(state, "http://here"):
        assert running_address(state) == "http://here"
        again = only_one(state, "http://there")
        with pytest.raises(DevError, match=rf"http://here \(process {os.getpid()}\)"), again:
            pass
    assert running_address(state) is None


def test_secrets_are_made_once_and_private(state):
    assert state.secret("key") == state.secret("key")
    assert (state.root / "key").stat().st_mode & 0o777 == 0o600

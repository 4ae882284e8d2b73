import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from devtools.errors import DevError
from devtools.sign_in import demo_token
from devtools.state import State

NOTED = {"email": "demo@example.com", "password": "right", "token": "noted"}


class Accounts(BaseHTTPRequestHandler):
    """Knows one token and one password."""

    def do_GET(self):
        self.answer(self.headers["Authorization"] == f"Token {self.server.token}", {})

    def do_POST(self):
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(given["password"] == self.server.password, {"key": "new"})

    def answer(self, known, body):
        self.send_response(200 if known else self.server.refusal)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Accounts) as server:
        server.token, server.password, server.refusal = "noted", "right", 401
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def state(tmp_path):
    state = State(tmp_path)
    state.demo_file.write_text(json.dumps(NOTED))
    return state


def address(server):
    return f"http://127.0.0.1:{server.server_port}"


def test_a_token_that_holds_is_kept(server, state):
    assert demo_token(state, address(server)) == "noted"
    assert json.loads(state.demo_file.read_text()) == NOTED


def test_a_revoked_token_is_replaced_and_stored(server, state):
    server.token = "other"
    assert demo_token(state, address(server)) == "new"
    assert json.loads(state.demo_file.read_text()) == NOTED | {"token": "new"}


def test_a_changed_password_is_told(server, state):
    server.token = server.password = "other"
    with pytest.raises(DevError, match="password was changed"):
        demo_token(state, address(server))


def test_a_server_in_trouble_is_told(server, state):
    server.token, server.refusal = "other", 500
    with pytest.raises(DevError, match="answers 500"):
        demo_token(state, address(server))

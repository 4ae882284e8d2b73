"""docker/production/django/healthy, asked of a server that answers."""

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from devtools.paths import ROOT

# It looks at the port that the server of its container has.
SCRIPT = (ROOT / "docker/production/django/healthy").read_text()
PORT = "5000"


class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = HTTPServer(("127.0.0.1", 0), Server)
    server.asked, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def is_healthy(server, **env):
    script = SCRIPT.replace(PORT, str(server.server_port))
    command = ["bash", "-c", script, "healthy", "web"]
    return not subprocess.run(command, env=os.environ | env, check=False).returncode


@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ("example.com", "example.com"),
        ("api.example.com,www.example.com", "api.example.com"),
        (".example.com", "example.com"),
        ("*", "localhost"),
        (".example.com,*", "example.com"),
        ("", "localhost"),
    ],
)
def test_it_asks_for_a_host_that_is_allowed(server, allowed, host):
    assert is_healthy(server, DJANGO_ALLOWED_HOSTS=allowed)
    assert server.asked == [("/readyz", host)]


@pytest.mark.parametrize("status", [400, 503])
def test_another_answer_is_not_healthy(server, status):
    server.status = status
    assert not is_healthy(server)


def test_no_answer_is_not_healthy(server):
    server.shutdown()
    server.server_close()
    assert not is_healthy(server)

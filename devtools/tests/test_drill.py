import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from devtools.console import Console
from devtools.drill.ledger import Ledger
from devtools.drill.traffic import Traffic, at_once
from devtools.drill.visitor import Visitor


class Server(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.status = 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def traffic(server, monkeypatch):
    monkeypatch.setattr("devtools.drill.traffic.PAUSE", 0.01)
    visitor = Visitor(f"http://127.0.0.1:{server.server_port}", certificate=False)
    yield Traffic(visitor, ["a", "b"])
    visitor.http.close()


def run(traffic, requests):
    with traffic:
        while traffic.count + len(traffic.failures) < requests:
            threading.Event().wait(0.01)


def test_visitors_ask_for_jobs_lists_page_and_readiness(traffic):
    assert {traffic._path(turn) for turn in range(8)} == {
        "/api/v1/table-profile/status/a/",
        "/api/v1/jobs/",
        "/",
        "/readyz",
    }


def test_answers_are_counted(traffic):
    run(traffic, 20)
    assert traffic.answers["200"] >= 20
    assert traffic.failures == []


@pytest.mark.parametrize("status", [404, 502, 503])
def test_an_error_is_a_failure(traffic, server, status):
    server.status = status
    run(traffic, 4)
    assert traffic.failures[0].endswith(f": {status}")


def test_a_server_that_is_away_is_a_failure(traffic, server):
    server.shutdown()
    server.server_close()
    run(traffic, 4)
    assert traffic.failures


def test_a_visitor_repeats_nothing(server):
    address = f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    visitor = Visitor(address, certificate=False)
    with pytest.raises(httpx.ConnectError):
        visitor.get("/")


def test_at_once_returns_all_results():
    numbers = iter("abc")
    assert sorted(at_once(lambda: next(numbers), 3)) == ["a", "b", "c"]


@pytest.fixture
def ledger():
    return Ledger(Console(io.StringIO()))


def test_the_summary_counts_what_held(ledger):
    ledger.check("this", holds=True)
    ledger.check("that", holds=False, found=7)
    assert ledger.summary().startswith("1 passed, 1 failed, ")
    assert "that: 7" in ledger.console.out.getvalue()

import io
import itertools
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from devtools.console import Console
from devtools.drill.ledger import Ledger
from devtools.drill.traffic import Traffic, at_once
from devtools.drill.visitor import Errand, Visitor
from devtools.errors import DevError


class Server(BaseHTTPRequestHandler):
    """Answers everything with a job that has ended."""

    def do_GET(self):
        body = json.dumps({"id": f"job-{next(self.server.ids)}", "status": "completed"}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.status, server.ids = 200, itertools.count()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visitor(server):
    visitor = Visitor(f"http://127.0.0.1:{server.server_port}", certificate=False)
    visitor.errand = Errand("read-aloud", "text", "text.txt", b"Hello")
    yield visitor
    visitor.http.close()


@pytest.fixture
def traffic(visitor, monkeypatch):
    monkeypatch.setattr("devtools.drill.traffic.PAUSE", 0.01)
    return Traffic(visitor, ["a", "b", "c", "d"])


def run(traffic, requests):
    with traffic:
        while traffic.answers.total() + len(traffic.failures) < requests:
            threading.Event().wait(0.01)


def test_answers_are_counted(traffic):
    run(traffic, 20)
    assert traffic.answers[200] >= 20
    assert traffic.failures == []


def test_a_job_that_has_ended_makes_room_for_a_new_one(traffic):
    run(traffic, 20)
    assert "a" in traffic.ended
    assert len(traffic.in_flight) == 4
    assert not set(traffic.ended) & set(traffic.in_flight)


@pytest.mark.parametrize("status", [404, 502, 503])
def test_an_error_is_a_failure(traffic, server, status):
    server.status = status
    run(traffic, 4)
    assert traffic.failures[0].endswith(f": {status}")
    assert traffic.ended == []


def test_a_server_that_is_away_is_a_failure(traffic, server):
    server.shutdown()
    server.server_close()
    run(traffic, 4)
    assert traffic.failures


def test_a_visitor_repeats_nothing(server, visitor):
    server.shutdown()
    server.server_close()
    with pytest.raises(httpx.ConnectError):
        visitor.get("/")


def test_a_job_that_is_refused_is_not_started(server, visitor):
    server.status = 503
    with pytest.raises(httpx.HTTPStatusError):
        visitor.start()


def test_at_once_returns_all_results():
    numbers = iter("abc")
    assert sorted(at_once(lambda: next(numbers), 3)) == ["a", "b", "c"]


def test_at_once_tells_what_went_wrong():
    with pytest.raises(ZeroDivisionError):
        at_once(lambda: str(1 / 0), 2)


@pytest.fixture
def ledger():
    return Ledger(Console(io.StringIO()))


def test_the_summary_counts_what_held(ledger):
    ledger.check("this", holds=True)
    ledger.check("that", holds=False, found=7)
    assert ledger.summary().startswith("1 passed, 1 failed, ")
    assert "that: 7" in ledger.console.out.getvalue()


def described(slug, sample, uploads=("file",)):
    return {"slug": slug, "sample": sample, "uploads": [{"name": name} for name in uploads]}


def signed_in(features):
    """Sign a visitor in at a system with these features."""

    def answer(request):
        if request.url.path.endswith("/sample/"):
            name = {"Content-Disposition": 'attachment; filename="a.txt"'}
            return httpx.Response(200, content=request.url.path.encode(), headers=name)
        return httpx.Response(200, json={"key": "k"} if request.method == "POST" else features)

    visitor = Visitor("http://drill", certificate=False)
    visitor.http = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://drill")
    visitor.sign_in("ada@example.com", "secret")
    return visitor


def test_a_visitor_takes_the_first_feature_with_a_sample():
    features = [described("plain", sample=False), described("first", sample=True)]
    assert signed_in([*features, described("second", sample=True)]).errand == Errand(
        feature="first",
        upload="file",
        name="a.txt",
        content=b"/api/v1/features/first/sample/",
    )


def test_a_list_that_is_not_answered_says_why(visitor, server):
    server.status = 503
    with pytest.raises(httpx.HTTPStatusError, match="503"):
        visitor.jobs()


def test_without_a_sample_there_is_nothing_to_drill():
    with pytest.raises(DevError, match="No feature has a sample"):
        signed_in([described("plain", sample=False)])

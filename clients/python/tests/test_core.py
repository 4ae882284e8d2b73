"""What the core does when the server or the way to it misbehaves."""

import hashlib
import json

import httpx
import pytest

from longhaul_client import ConnectionLost, Corrupted, JobCancelled, NotFound, UnexpectedAnswer
from longhaul_client.core import Core
from longhaul_client.orders import name_files

from .documents import document, feature, job
from .stage import Stage, answer

PENDING, RUNNING = job("pending"), job("processing")
RESULTS = answer(
    body=json.dumps(
        {"id": document()["id"], "feature": "echo", "finished_at": document()["created_at"]}
        | {"result": {"text": "hello"}, "files": []}
    ).encode()
)


def play(stage, make):
    return stage.play(make(Core(patience=300, clock=stage.clock)))


def methods(stage):
    return [(ask.method, ask.path) for ask in stage.asked]


def test_a_run_creates_looks_and_fetches():
    stage = Stage(PENDING, RUNNING, job("completed"), RESULTS)
    finished = play(stage, lambda core: core.run("echo", None, {}))
    assert finished.result == {"text": "hello"}
    assert methods(stage) == [
        ("POST", "/api/v1/echo/create/"),
        ("GET", "/self/"),
        ("GET", "/self/"),
        ("GET", "/results/"),
    ]


def test_all_attempts_at_a_create_carry_one_key():
    stage = Stage(httpx.ReadError("lost"), answer(502), answer(429), PENDING)
    play(stage, lambda core: core.create("echo", None, {}))
    keys = {ask.headers["Idempotency-Key"] for ask in stage.asked}
    assert len(stage.asked) == 4
    assert len(keys) == 1


def test_two_creates_are_two_acts():
    stage = Stage(PENDING, PENDING)
    for _ in range(2):
        play(stage, lambda core: core.create("echo", None, {}))
    assert len({ask.headers["Idempotency-Key"] for ask in stage.asked}) == 2


def test_an_upload_that_arrived_otherwise_is_told(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    arrived = job("pending", files=[file_of(b"other")])
    with pytest.raises(Corrupted, match="damaged on its way"):
        play(Opening(arrived), lambda core: core.create("copy", {"text": tmp_path / "a"}, {}))


def test_an_upload_that_arrived_whole_is_a_job(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    arrived = job("pending", files=[file_of(b"mine")])
    created = play(Opening(arrived), lambda core: core.create("c", {"text": tmp_path / "a"}, {}))
    assert created.status == "pending"


def file_of(content):
    digest = hashlib.sha256(content).hexdigest()
    file = {"name": "a", "kind": "input", "part": "text", "size": len(content), "url": "/a/"}
    return file | {"sha256": digest}


class Opening(Stage):
    """Reads what is sent, as a driver does."""

    def meet(self, step):
        with step.body.opened() as content:
            httpx.Request("POST", "http://host", **content).read()
        return super().meet(step)


def test_an_interruption_cancels_and_goes_on():
    stage = Stage(PENDING, KeyboardInterrupt(), job("cancelled"))
    with pytest.raises(KeyboardInterrupt):
        play(stage, lambda core: core.run("echo", None, {}))
    assert methods(stage)[-1] == ("POST", "/cancel/")


def test_an_interruption_wins_over_a_server_that_cannot_be_asked():
    stage = Stage(PENDING, KeyboardInterrupt(), *[httpx.ConnectError("away")] * 9)
    with pytest.raises(KeyboardInterrupt):
        play(stage, lambda core: core.run("echo", None, {}))
    assert stage.now < 30


def test_a_second_interruption_ends_the_cancelling():
    stage = Stage(PENDING, KeyboardInterrupt("first"), KeyboardInterrupt("second"))
    with pytest.raises(KeyboardInterrupt, match="second"):
        play(stage, lambda core: core.run("echo", None, {}))


def test_a_callback_that_fails_ends_the_job_too():
    stage = Stage(PENDING, job("cancelled"))
    with pytest.raises(ZeroDivisionError):
        play(stage, lambda core: core.run("echo", None, {"on_progress": lambda job: 1 / 0}))
    assert methods(stage)[-1] == ("POST", "/cancel/")


def test_a_lost_server_is_not_asked_to_cancel():
    stage = Stage(PENDING, *[httpx.ConnectError("away")] * 50)
    with pytest.raises(ConnectionLost):
        play(stage, lambda core: core.run("echo", None, {}))
    assert ("POST", "/cancel/") not in methods(stage)


def test_an_unreadable_answer_leaves_the_job_alone():
    stage = Stage(PENDING, answer(200, b"<html>"))
    with pytest.raises(UnexpectedAnswer):
        play(stage, lambda core: core.run("echo", None, {}))
    assert len(stage.asked) == 2


def test_a_job_that_was_cancelled_before_is_told():
    with pytest.raises(JobCancelled):
        play(Stage(job("cancelled")), lambda core: core.run("echo", None, {}))


def test_the_next_page_is_asked_of_the_same_server():
    stage = Stage(answer(body=b'{"next": null, "previous": null, "results": []}'))
    play(stage, lambda core: core.page("https://elsewhere/api/v1/jobs/?cursor=x"))
    assert methods(stage) == [("GET", "/api/v1/jobs/?cursor=x")]


def test_a_single_file_needs_a_feature_that_takes_one():
    catalogue = [feature("echo"), feature("copy", "text", "more")]
    assert name_files("a.txt", "copy", catalogue) == {"text": "a.txt"}
    assert name_files(["a", "b"], "copy", catalogue) == {"text": ["a", "b"]}
    with pytest.raises(NotFound, match="no feature echo that takes a file"):
        name_files("a.txt", "echo", catalogue)

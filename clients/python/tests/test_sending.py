import httpx
import pytest

from longhaul_client import (
    Corrupted,
    InvalidRequest,
    LimitExceeded,
    ServerError,
    TimedOut,
    UnexpectedAnswer,
)
from longhaul_client.core import Core
from longhaul_client.deadline import Deadline
from longhaul_client.errors import ConnectionLost
from longhaul_client.messages import Ask
from longhaul_client.sending import Trouble, send

from .stage import Stage, answer

BROKEN = httpx.ReadError("broken")


def sent(stage, patience=300, seconds=None):
    trouble, deadline = Trouble(patience, stage.clock), Deadline(seconds, stage.clock)
    return stage.play(send(lambda: Ask(method="GET", path="/"), trouble, deadline))


def test_an_answer_ends_it():
    stage = Stage(answer(204))
    assert sent(stage).status == 204
    assert stage.waits == []


@pytest.mark.parametrize("failure", [BROKEN, *map(answer, (408, 429, 500, 502, 503))])
def test_what_may_pass_is_tried_again(failure):
    stage = Stage(failure, failure, answer())
    assert sent(stage).status == 200
    assert [int(wait) for wait in stage.waits] == [2, 4]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 413, 415, 422])
def test_a_refusal_is_final(status):
    stage = Stage(answer(status))
    with pytest.raises(Exception, match=str(status)):
        sent(stage)
    assert stage.waits == []


def test_the_server_says_when_to_come_back():
    stage = Stage(answer(503, Retry_After="40"), answer())
    sent(stage)
    assert 40 <= stage.waits[0] <= 44


def test_patience_ends():
    stage = Stage(*[BROKEN] * 20)
    with pytest.raises(ConnectionLost, match="broken"):
        sent(stage, patience=30)
    assert stage.now <= 30


def test_a_limit_that_lasts_longer_than_the_patience_is_told_at_once():
    stage = Stage(answer(429, Retry_After="3600"))
    with pytest.raises(LimitExceeded) as caught:
        sent(stage)
    assert caught.value.retry_after == 3600
    assert stage.waits == []


def test_the_last_failure_is_what_is_raised():
    stage = Stage(BROKEN, answer(502))
    with pytest.raises(ServerError) as caught:
        sent(stage, patience=4)
    assert caught.value.code == "http_502"


def test_the_time_ends_within_a_wait():
    stage = Stage(answer(503, Retry_After="100"))
    with pytest.raises(TimedOut):
        sent(stage, seconds=10)
    assert stage.waits == [10]


def test_a_file_that_changes_while_it_is_sent_is_no_broken_connection():
    with pytest.raises(Corrupted):
        sent(Stage(httpx.LocalProtocolError("Too much data")))


def test_a_problem_speaks_in_the_servers_words():
    body = b"""{"title": "The request is not valid", "detail": "", "code": "invalid",
        "errors": [{"field": "options.x", "code": "missing", "detail": "Give x."}]}"""
    with pytest.raises(InvalidRequest) as caught:
        sent(Stage(answer(400, body, Content_Type="application/problem+json")))
    assert str(caught.value) == "The request is not valid. options.x: Give x."


def test_a_redirect_is_not_followed():
    with pytest.raises(UnexpectedAnswer, match="to https://host/; use that"):
        sent(Stage(answer(301, Location="https://host/")))


def test_a_page_of_another_server_is_not_taken_for_a_document():
    with pytest.raises(UnexpectedAnswer, match="Check the address"):
        Stage(answer(200, b"<html>")).play(Core(patience=0).features())

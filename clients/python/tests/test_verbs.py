import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from longhaul_client import (
    Conflict,
    InvalidRequest,
    LonghaulError,
    NotAuthenticated,
    NotFound,
)

LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def job(client):
    """A job that waits for tomorrow."""
    job = client.create("echo", available_at=LATER)
    yield job
    client.delete(job)


def test_a_created_job_is_safe_on_the_server(client, job):
    assert client.status(job).phase == "scheduled"


def test_a_job_is_found_by_its_id_alone(client, job):
    assert client.status(job.id) == client.status(str(job.id)) == client.status(job)


def test_results_that_are_not_there_yet_are_a_conflict(client, job):
    with pytest.raises(Conflict) as caught:
        client.results(job)
    assert caught.value.code == "not_ready"
    assert caught.value.retry_after >= 1


def test_a_cancelled_job_can_be_retried(client):
    job = client.create("echo", available_at=LATER)
    assert client.cancel(job).status == "cancelled"
    retried = client.retry(job)
    # A worker may be quicker than the answer, which tells how it is by then.
    assert retried.status in {"pending", "processing", "completed"}
    assert (retried.id, retried.cancel_requested, retried.error) == (job.id, False, None)
    assert client.results(client.wait(job).job) == {"text": "hello"}
    client.delete(job)


def test_a_deleted_job_is_gone(client):
    job = client.create("echo", available_at=LATER)
    client.delete(job)
    with pytest.raises(NotFound):
        client.status(job)
    with pytest.raises(NotFound, match=str(job.id)):
        client.status(job.id)


def test_jobs_are_listed_page_by_page(client):
    since = datetime.now(UTC)
    made = [client.create("echo", available_at=LATER) for _ in range(3)]
    listed = client.jobs(feature="echo", status="pending", created_after=since, page_size=2)
    assert [job.id for job in listed] == [job.id for job in reversed(made)]
    for job in made:
        client.delete(job)


def test_features_tell_what_they_take(client):
    features = {feature.slug: feature for feature in client.features()}
    assert features["copy-file"].uploads[0].name == "text"
    assert "times" in features["echo"].options_schema["properties"]


def test_an_upload_can_be_fetched_back(client, text, tmp_path):
    done = client.run("copy-file", text)
    path = client.download(done.job, "text", tmp_path / "back")
    assert path.read_bytes() == text.read_bytes()


def test_a_file_that_no_job_has_is_not_found(client, job):
    with pytest.raises(NotFound, match="no file called portrait"):
        client.download(job, "portrait")


def test_a_download_of_an_unfinished_job_leaves_nothing(client, text, tmp_path):
    job = client.create("copy-file", text, available_at=LATER)
    with pytest.raises(Conflict):
        client.download(job, "copy", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    client.delete(job)


def test_a_wrong_token_is_told_as_such(connect):
    with pytest.raises(NotAuthenticated) as caught:
        connect(token="wrong").features()
    assert caught.value.status == 401
    assert caught.value.request_id


@pytest.mark.parametrize("files", [None, __file__])
def test_an_unknown_feature_is_not_found(client, files):
    with pytest.raises(NotFound):
        client.run("no-such-thing", files)


def test_a_wrong_option_is_named(client):
    with pytest.raises(
        InvalidRequest, match=r"options\.times: .*less than or equal to 5"
    ) as caught:
        client.run("echo", options={"times": 6})
    assert caught.value.errors[0].field == "options.times"


def test_a_wrong_kind_of_file_is_refused_at_the_door(client):
    with pytest.raises(InvalidRequest, match=r"not one of \.txt, \.bin") as caught:
        client.create("copy-file", __file__)
    assert caught.value.status == 415


def test_a_file_that_is_not_there_is_the_systems_own_error(client):
    with pytest.raises(FileNotFoundError):
        client.create("copy-file", {"text": "/no/such.txt"})


def test_the_same_key_makes_one_job(client):
    key = str(uuid4())
    first, second = (client.create("echo", key=key, available_at=LATER) for _ in range(2))
    assert first.id == second.id
    client.delete(first)


def test_a_key_stands_for_one_request(client):
    key = str(uuid4())
    client.create("echo", key=key)
    with pytest.raises(InvalidRequest) as caught:
        client.create("echo", key=key, options={"text": "other"})
    assert caught.value.code == "idempotency_key_reused"


def test_without_a_token_there_is_one_sentence(connect, monkeypatch):
    monkeypatch.delenv("LONGHAUL_TOKEN")
    with pytest.raises(LonghaulError, match="Give your API token, or set LONGHAUL_TOKEN"):
        connect(os.environ["LONGHAUL_URL"])


def test_what_is_no_id_is_no_job(client):
    with pytest.raises(NotFound, match="x is no job's id"):
        client.status("x")

import signal
import threading

import pytest
from pydantic import BaseModel

from longhaul_client import JobCancelled, JobFailed, TimedOut, following


class Copied(BaseModel):
    length: int


SLOW = {"steps": 600, "step_seconds": 0.05}
STEPS = {"steps": 4, "step_seconds": 0.5}


def test_a_job_without_files_runs_to_its_result(client):
    done = client.run("echo", options={"text": "hey", "times": 2})
    assert done.result == {"text": "heyhey"}
    assert done.job.status == "completed"


def test_a_result_comes_as_the_type_that_is_wished_for(client, text):
    done = client.run("copy-file", {"text": text}, result_type=Copied)
    assert done.result == Copied(length=text.stat().st_size)


def test_a_single_file_is_the_features_first_upload(client, text):
    assert client.run("copy-file", text).job.title == "text.txt"


def test_what_was_made_is_what_is_downloaded(client, text, tmp_path):
    done = client.run("copy-file", text, options={"upper": True})
    path = client.download(done.job, "copy", tmp_path / "new")
    assert path == tmp_path / "new" / "copy.txt"
    assert path.read_text() == text.read_text().upper()
    assert list(path.parent.iterdir()) == [path]


def test_progress_is_told_from_the_beginning_to_the_end(client):
    told = []
    client.run("script", options=STEPS, on_progress=told.append)
    assert told[0].status == "pending"
    assert told[-1].status == "completed"
    percents = [job.progress.percent or 0 for job in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100


def test_a_failed_job_raises_its_code_and_its_words(client, tmp_path):
    (tmp_path / "bad.txt").write_text("refuse me")
    with pytest.raises(JobFailed, match="The file asks to be refused") as caught:
        client.run("copy-file", tmp_path / "bad.txt")
    assert caught.value.code == "refused_by_itself"
    assert caught.value.job.status == "failed"


def test_a_job_that_is_cancelled_raises(client, connect):
    other = connect()

    def cancel(job):
        if job.status == "processing":
            other.cancel(job)

    with pytest.raises(JobCancelled) as caught:
        client.run("script", options=SLOW, on_progress=on_thread(cancel))
    assert caught.value.job.status == "cancelled"


def on_thread(call):
    """Run a callback where no event loop runs."""

    def tell(job):
        thread = threading.Thread(target=call, args=(job,))
        thread.start()
        thread.join()

    return tell


def test_an_interrupted_run_cancels_its_job(client):
    jobs = []

    def interrupt(job):
        jobs.append(job)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        client.run("script", options=SLOW, on_progress=interrupt)
    assert client.status(jobs[0]).cancel_requested or client.status(jobs[0]).status == "cancelled"


def test_an_interrupted_run_may_leave_its_job_alone(client):
    jobs = []

    def interrupt(job):
        jobs.append(job)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        client.run("script", options=SLOW, on_progress=interrupt, cancel_when_interrupted=False)
    assert not client.status(jobs[0]).cancel_requested
    client.delete(jobs[0])


def test_a_run_that_takes_too_long_is_cancelled(client):
    jobs = []
    with pytest.raises(TimedOut, match="longer than 2 s"):
        client.run("script", options=SLOW, timeout=2, on_progress=jobs.append)
    with pytest.raises(JobCancelled):
        client.wait(jobs[0])


def test_what_has_not_changed_is_not_sent_again(connect, spy, monkeypatch):
    monkeypatch.setattr(following, "LONG_POLL", 0)
    client = connect(transport=spy)
    client.run("script", options={"steps": 1, "step_seconds": 5})
    assert 304 in spy.statuses("status")
    assert spy.statuses("create") == [202]

"""What breaks on the way: answers, downloads, the server itself."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from longhaul_client import ConnectionLost, TimedOut

WEB_PID_FILE = Path(os.environ.get("WEB_PID_FILE", ""))
UNREACHABLE = "http://127.0.0.1:1"


def test_a_create_whose_answer_was_lost_makes_one_job(connect, proxy):
    since = datetime.now(UTC)
    client = connect(proxy.url)
    proxy.cuts.append(0)
    done = client.run("echo")
    assert not proxy.cuts
    assert [job.id for job in client.jobs(created_after=since)] == [done.job.id]


def test_an_upload_whose_answer_was_lost_is_sent_whole_again(connect, proxy, text):
    client = connect(proxy.url)
    proxy.cuts += [0, 100]
    done = client.run("copy-file", {"text": text})
    assert not proxy.cuts
    assert done.result == {"length": text.stat().st_size}


def test_a_broken_download_goes_on_where_it_broke_off(connect, proxy, spy, text, tmp_path):
    client = connect(proxy.url, transport=spy)
    job = connect().run("copy-file", text).job
    proxy.cuts += [9000, 9000]
    path = client.download(job, "copy", tmp_path / "new")
    assert path.read_bytes() == text.read_bytes()
    assert spy.statuses("download-copy") == [200, 206, 206]
    assert list(path.parent.iterdir()) == [path]


def test_a_job_survives_the_death_of_the_server(client):
    server = int(WEB_PID_FILE.read_text())
    told = []

    def kill_once(job):
        if job.status == "processing" and not told:
            os.killpg(server, signal.SIGKILL)
            told.append(job)

    done = client.run("script", options={"steps": 30, "step_seconds": 0.1}, on_progress=kill_once)
    assert told
    assert done.result == {"attempt": 1}
    assert int(WEB_PID_FILE.read_text()) != server


def test_an_address_without_a_server_is_reported_as_such(connect):
    with pytest.raises(ConnectionLost, match="does not answer"):
        connect(UNREACHABLE, patience=0).features()


def test_patience_ends_with_the_time_that_was_given(connect):
    with pytest.raises(TimedOut):
        connect(UNREACHABLE).run("echo", timeout=0.5)

"""There is no space left for files."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.status import Status
from longhaul.tests.kernel import create, fresh
from longhaul.tests.process import wait_for
from longhaul.tests.web import Web
from longhaul.tests.worker import Worker

MEGABYTES = 16
# Mounts that only this command and its children see; who is not root becomes it in there.
PRIVATE = ["unshare", "--mount", *([] if os.getuid() == 0 else ["--user", "--map-root-user"])]
SHELL = ["sh", "-c"]


def can_mount() -> bool:
    """Tell whether a file system may be mounted here: on Linux alone, not in every container."""
    probe = [*PRIVATE, *SHELL, "mount -t tmpfs tmpfs /mnt"]
    return bool(shutil.which("unshare")) and not subprocess.run(probe, check=False).returncode


@pytest.fixture(params=["quota", *(["disk"] if can_mount() else [])])
def little_room(request, tmp_path):
    """Return the command that runs another one with little room for files at a path.

    On a small disk of its own, or where no file may grow beyond so much.
    """
    if request.param == "disk":
        limit = f'mount -t tmpfs -o size={MEGABYTES}m tmpfs "{tmp_path}"'
    else:
        limit = f"ulimit -f {MEGABYTES * 2048}"
    return [*(PRIVATE if request.param == "disk" else []), *SHELL, f'{limit} && exec "$@"', "sh"]


def files_of(process, folder):
    """List the files in a folder as a process sees it: what is mounted there may be its own."""
    own = Path(f"/proc/{process.pid}/root{folder}")
    # A folder that goes meanwhile holds nothing; pathlib would raise.
    walk = os.walk(own if own.exists() else folder)
    return [Path(parent, name) for parent, _, names in walk for name in names]


def test_19_on_a_full_disk_a_job_fails_as_storage_and_leaves_nothing(
    broker, little_room, tmp_path, user, client_of
):
    with Worker(inside=little_room, DJANGO_MEDIA_ROOT=str(tmp_path)) as worker:
        job = create("hoard", user, megabytes=2 * MEGABYTES)
        wait_for(lambda: fresh(job).is_terminal, "the job to end")
        assert (fresh(job).status, fresh(job).error_code) == (Status.FAILED, "storage")
        assert not JobFile.objects.exists()
        wait_for(lambda: files_of(worker.process, tmp_path) == [], "what was written to go")
        small = create("hoard", user, megabytes=1)
        wait_for(lambda: fresh(small).is_terminal, "a smaller job to end")
        assert fresh(small).status == Status.COMPLETED
    response = client_of(user).get(f"/api/v1/hoard/download-hoard/{job.pk}/")
    assert (response.status_code, response.json()["code"]) == (409, "storage")


def test_on_a_full_disk_an_upload_is_refused_for_now_and_leaves_nothing(
    broker, little_room, tmp_path, user
):
    with (
        Web(inside=little_room, DJANGO_MEDIA_ROOT=str(tmp_path)) as web,
        web.client_of(user) as client,
    ):
        before = files_of(web.process, tmp_path)
        create_url, large = "/api/v1/once/create/", bytes(2 * MEGABYTES * 1024 * 1024)
        refused = client.post(create_url, files={"text": ("large.txt", large)})
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert "no space left" in refused.json()["detail"]
        assert refused.headers["Retry-After"]
        assert files_of(web.process, tmp_path) == before
        assert not Job.objects.exists()
        accepted = client.post(create_url, files={"text": ("small.txt", b"small")})
        assert accepted.status_code == 202

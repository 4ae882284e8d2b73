"""The disk is full."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jobs.models import JobFile, Status
from tests.kernel import create, fresh
from tests.process import wait_for
from tests.worker import Worker

MEGABYTES = 8
# Mounts that only this command and its children see; who is not root becomes it in there.
PRIVATE = ["unshare", "--mount", *([] if os.getuid() == 0 else ["--user", "--map-root-user"])]


@pytest.fixture
def small_disk(tmp_path):
    """Return the command that runs another one with a small file system of its own at a path."""
    mount = f'mount -t tmpfs -o size={MEGABYTES}m tmpfs "{tmp_path}" && exec "$@"'
    inside = [*PRIVATE, "sh", "-c", mount, "sh"]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("a small disk can be mounted on Linux alone, and not in every container")
    return inside


def test_19_on_a_full_disk_a_job_fails_as_storage_and_leaves_nothing(
    broker, small_disk, tmp_path, user, client_of
):
    with Worker(inside=small_disk, DJANGO_MEDIA_ROOT=str(tmp_path)) as worker:
        job = create("hoard", user, megabytes=2 * MEGABYTES)
        wait_for(lambda: fresh(job).is_terminal, "the job to end")
        assert (fresh(job).status, fresh(job).error_code) == (Status.FAILED, "storage")
        assert not JobFile.objects.exists()
        seen_by_worker = Path(f"/proc/{worker.process.pid}/root{tmp_path}")
        assert [path for path in seen_by_worker.rglob("*") if path.is_file()] == []
        small = create("hoard", user, megabytes=1)
        wait_for(lambda: fresh(small).is_terminal, "a smaller job to end")
        assert fresh(small).status == Status.COMPLETED
    response = client_of(user).get(f"/api/v1/hoard/download-hoard/{job.pk}/")
    assert (response.status_code, response.json()["code"]) == (409, "storage")

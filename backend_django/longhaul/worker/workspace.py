"""The directory of an attempt: made before the work, removed after it, swept after a crash."""

import errno
import shutil
from pathlib import Path

from django.conf import settings

from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.status import Status

# The disk is full, or a quota is, or the file may not grow.
OUT_OF_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def attempts_root() -> Path:
    """Return where attempts work: beside the media, so that their files are moved, not copied."""
    return Path(settings.MEDIA_ROOT) / "attempts"


def attempt_directory(job: Job) -> Path:
    """Return where an attempt works: no two attempts share a directory, even after a rescue."""
    return attempts_root() / f"{job.pk}-{job.attempt}-{job.lease_token}"


def fetch_inputs(job: Job, directory: Path) -> dict[str, list[Path]]:
    """Put the job's uploads into the directory, under the names that their owner gave them."""
    inputs: dict[str, list[Path]] = {}
    for number, file in enumerate(job.files.filter(kind=JobFile.Kind.INPUT)):
        path = directory / "input" / str(number) / file.filename
        path.parent.mkdir(parents=True)
        _fetch(file, path)
        inputs.setdefault(file.name, []).append(path)
    return inputs


def _fetch(file: JobFile, path: Path) -> None:
    try:
        path.symlink_to(file.file.path)
    except NotImplementedError:  # a storage without paths
        with file.file.open() as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)


def sweep_attempts() -> int:
    """Remove the directories of attempts that hold no lease; return how many."""
    if not attempts_root().exists():
        return 0
    left = {path.name.rsplit("-", 5)[0]: path for path in attempts_root().iterdir()}
    leased = Job.objects.filter(status=Status.PROCESSING).values_list("id", "attempt")
    alive = {f"{job_id}-{attempt}" for job_id, attempt in leased}
    swept = [path for name, path in left.items() if name not in alive]
    for path in swept:
        shutil.rmtree(path, ignore_errors=True)
    return len(swept)

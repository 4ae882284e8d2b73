"""What was sent with an earlier job, to be taken again without sending it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.core.files.base import File

from .models import Job, JobFile


@contextmanager
def earlier_files(job: Job) -> "Iterator[dict[str, list[File[Any]]]]":
    """Open a job's uploads, by name and in their order, under the names that they came with.

    Raises:
        FileNotFoundError: the job was deleted meanwhile.
    """
    files: dict[str, list[File[Any]]] = {}
    with ExitStack() as stack:
        for stored in job.files.filter(kind=JobFile.Kind.INPUT):
            content = stack.enter_context(stored.file.storage.open(str(stored.file.name)))
            files.setdefault(stored.name, []).append(File(content, name=stored.filename))
        yield files

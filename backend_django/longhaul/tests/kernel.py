"""Short ways to create jobs and to bring them into a state."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.functions import Now

from longhaul.jobs import transitions
from longhaul.jobs.models import Job
from longhaul.jobs.submission import JobRequest, submit
from longhaul.registry import registry
from longhaul.worker.attempt import execute

LEASE = timedelta(minutes=1)


def request(slug: str, owner: Any, key: str = "", **options: Any) -> JobRequest:
    """Return a request for a job without files."""
    feature = registry.get(slug)
    assert feature is not None
    return JobRequest(feature=feature, owner=owner, options=feature.Options(**options), key=key)


def create(slug: str, owner: Any, **options: Any) -> Job:
    """Create a job without files."""
    return submit(request(slug, owner, **options)).job


def create_copy(owner: Any, text: bytes = b"hello", key: str = "", **options: Any) -> Job:
    """Create a job with a file."""
    feature = registry.get("copy-file")
    assert feature is not None
    files = {"text": [ContentFile(text, name="hello.txt")]}
    parsed = feature.Options(**options)
    return submit(
        JobRequest(feature=feature, owner=owner, options=parsed, files=files, key=key)
    ).job


def claim(job: Job, lease: timedelta = LEASE) -> Job | None:
    """Take the job's lease, as a worker does."""
    return transitions.claim(job.pk, worker="w", lease=lease, time_limit=timedelta(minutes=5))


def claimed(job: Job, lease: timedelta = LEASE) -> Job:
    """Take the job's lease, and return the job with it."""
    mine = claim(job, lease)
    assert mine is not None
    return mine


def strand(job: Job) -> Job:
    """Let the lease of a running job expire."""
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))
    return fresh(job)


def run(job: Job) -> Job:
    """Execute one attempt in this process, and return the job as it is then."""
    feature = registry.get(job.feature)
    assert feature is not None
    execute(feature, job.pk, worker="here")
    return fresh(job)


def fresh(job: Job | uuid.UUID) -> Job:
    """Read a job again."""
    return Job.objects.get(pk=job.pk if isinstance(job, Job) else job)

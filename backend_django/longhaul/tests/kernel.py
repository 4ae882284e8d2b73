"""Short ways to bring jobs about."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from longhaul.jobs import submission as creation
from longhaul.jobs.models import Job
from longhaul.jobs.sql import Now
from longhaul.jobs.submission import Order
from longhaul.registry import registry
from longhaul.worker.attempt import execute

LEASE = timedelta(minutes=1)


def order(slug: str, owner: Any, key: str = "", **options: Any) -> Order:
    """Return an order for a job without files."""
    feature = registry.get(slug)
    assert feature is not None
    return Order(feature=feature, owner=owner, options=feature.Options(**options), key=key)


def create(slug: str, owner: Any, **options: Any) -> Job:
    """Accept a job without files."""
    return creation.create(order(slug, owner, **options)).job


def create_copy(owner: Any, text: bytes = b"hello", key: str = "", **options: Any) -> Job:
    """Accept a job with a file."""
    feature = registry.get("copy-file")
    assert feature is not None
    files = {"text": [ContentFile(text, name="hello.txt")]}
    options_ = feature.Options(**options)
    return creation.create(
        Order(feature=feature, owner=owner, options=options_, files=files, key=key)
    ).job


def claim(job: Job, lease: timedelta = LEASE) -> Job | None:
    """Take the job's lease, as a worker does."""
    return Job.objects.claim(job.pk, worker="w", lease=lease, time_limit=timedelta(minutes=5))


def claimed(job: Job, lease: timedelta = LEASE) -> Job:
    """Take the job's lease, and be sure of it."""
    mine = claim(job, lease)
    assert mine is not None
    return mine


def strand(job: Job) -> Job:
    """Let the lease of a running job be over."""
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

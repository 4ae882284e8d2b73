"""How a job looks in the admin. What is marked as live is kept up to date by jobs/admin.js."""

import json
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Job, JobResult


class Columns:
    """What is shown of a job beside its bare columns."""

    @admin.display(description="job")
    def named(self, job: Job) -> SafeString:
        """Show what its owner calls it, above the feature and the id."""
        return format_html(
            '<span class="job-name"><b title="{0}">{0}</b>'
            "<small>{1}</small><small>{2}</small></span>",
            job.title or job.feature,
            job.feature,
            job.pk,
        )

    @admin.display(description="status")
    def state(self, job: Job) -> SafeString:
        """Show the phase in the colour of the status, and why a job failed."""
        return format_html(
            '<span data-live="state-{}"{}><span class="job-badge is-{}">{}</span>{}</span>',
            job.pk,
            "" if job.is_terminal else SafeString(" data-unfinished"),
            job.status,
            job.phase,
            format_html("<br><small>{}</small>", job.error_code) if job.error_code else "",
        )

    @admin.display(description="progress")
    def progress(self, job: Job) -> SafeString:
        """Show how far it is."""
        known = job.percent is not None
        bar = format_html('<progress value="{}" max="100"></progress> {} %', *[job.percent] * 2)
        return format_html(
            '<span class="job-progress" data-live="progress-{}">{}<small>{}</small></span>',
            job.pk,
            bar if known else "",
            "" if job.is_terminal else job.progress_message,
        )

    @admin.display(description="attempt")
    def attempts(self, job: Job) -> SafeString:
        """Say which attempt it is, of how many, and who has it or had it."""
        lost = f", {job.lease_losses} lost their worker" if job.lease_losses else ""
        return format_html(
            '<span class="job-attempt">{} of {}{}<small>{}</small></span>',
            job.attempt,
            job.max_attempts,
            lost,
            job.worker,
        )

    @admin.display(description="options")
    def shown_options(self, job: Job) -> SafeString:
        """Show the options as they were sent."""
        text = json.dumps(job.options, indent=2, ensure_ascii=False)
        return format_html('<pre class="job-options">{}</pre>', text)

    @admin.display(description="result")
    def result_size(self, job: Job) -> str:
        """Say how large the result is, without reading it."""
        sizes: Any = JobResult.objects.filter(job=job).values_list("size", "attempt")
        return "".join(f"{size:,} bytes, of attempt {attempt}" for size, attempt in sizes) or "none"

    @admin.display(description="in Flower")
    def in_flower(self, job: Job) -> str:
        """Lead to the task in Celery's monitor, which forgets what is old."""
        return flower_link(f"task/{job.celery_task_id}", str(job.celery_task_id))


def flower_link(path: str, text: str) -> str:
    """Return a link into Flower, or the bare text where nobody said where it is."""
    if not settings.FLOWER_URL:
        return text
    return format_html('<a href="{}/{}">{}</a>', settings.FLOWER_URL.rstrip("/"), path, text)

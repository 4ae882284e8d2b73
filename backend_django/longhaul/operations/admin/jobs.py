"""Jobs in the admin."""

import json
import re
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline

from longhaul.feature import Queue
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.jobs.services import delete_jobs
from longhaul.operations.admin.actions import Actions, possible_for
from longhaul.operations.admin.base import COUNTED_TO, CappedPaginator, ReadOnly, flower_link
from longhaul.registry import registry

# ── Find jobs by what people have at hand: an id, the owner's address, a word of the title.

DIGITS = 32
# As many as the list shows in the address of a job: fewer are a word like any other.
FEWEST = 8


def search(text: str) -> Q:
    """Return the condition for each of the words to be found."""
    found = Q()
    for word in text.split():
        owners = get_user_model().objects.filter(email__icontains=word)
        found &= Q(title__icontains=word) | Q(owner__in=owners) | _by_id(word)
    return found


def _by_id(word: str) -> Q:
    """Match jobs whose id begins so: a range, for which there is an index."""
    digits = word.replace("-", "").lower()
    if not re.fullmatch(f"[0-9a-f]{{{FEWEST},{DIGITS}}}", digits):
        return Q(pk__in=[])
    first, last = digits.ljust(DIGITS, "0"), digits.ljust(DIGITS, "f")
    return Q(pk__range=(UUID(first), UUID(last)))


# ── What the list of jobs is narrowed by: choices that are known, so that none is looked for.

RETIRED = "-"  # no slug


class FeatureFilter(admin.SimpleListFilter):
    """One of the features that are offered, or all that are not any more."""

    title = "feature"
    parameter_name = "feature"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        """List the choices."""
        offered = [(feature.slug, feature.title) for feature in registry]
        return [*offered, (RETIRED, "Not offered any more")]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        """Keep the jobs of the choice."""
        if self.value() == RETIRED:
            return jobs.exclude(feature__in=[feature.slug for feature in registry])
        return jobs.filter(feature=self.value()) if self.value() else jobs


class QueueFilter(admin.SimpleListFilter):
    """Where jobs wait."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        """List the choices."""
        return [(queue.value, queue.value) for queue in Queue]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        """Keep the jobs of the choice."""
        return jobs.filter(queue=self.value()) if self.value() else jobs


# ── How a job looks in the admin. What is marked as live is kept up to date by jobs/admin.js.


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


FIELDSETS: Any = (
    (None, {"fields": ("state", "progress", "error_detail", "attempts", "result_size")}),
    ("What", {"fields": ("title", "feature", "owner", "shown_options", "dedupe_key")}),
    (
        "Lease",
        {"fields": ("worker", "lease_until", "heartbeat_at", "deadline_at", "cancel_requested_at")},
    ),
    (
        "Queue",
        {"fields": ("queue", "dispatched_at", "dispatch_count", "in_flower")},
    ),
    (
        "When",
        {
            "fields": (
                *("created_at", "available_at", "start_by", "started_at"),
                *("finished_at", "expires_at", "purged_at"),
            )
        },
    ),
)


class JobFileInline(ReadOnly, TabularInline):
    model = JobFile
    fields = ("kind", "name", "filename", "size")
    can_delete = False
    extra = 0


# Each verb is a transaction of its own, as anywhere else.
@method_decorator(transaction.non_atomic_requests, name="changelist_view")
@admin.register(Job)
class JobAdmin(ReadOnly, Columns, Actions, ModelAdmin):
    """Jobs, newest first."""

    list_display = ("named", "state", "progress", "owner", "attempts", "created_at")
    list_filter = ("status", FeatureFilter, QueueFilter, "created_at")
    list_select_related = ("owner",)
    list_per_page = 50
    list_max_show_all = 0
    list_fullwidth = True
    list_before_template = "admin/jobs/before_list.html"
    search_fields = ("id",)  # that there is a search; get_search_results does it
    search_help_text = "Beginning of an id, the owner's address, or words of the title"
    ordering = ("-id",)
    sortable_by = ()  # by anything else, the whole table would have to be read
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they count, too
    paginator = CappedPaginator
    inlines = (JobFileInline,)
    fieldsets = FIELDSETS
    readonly_fields = ("state", "progress", "attempts", "shown_options", "result_size", "in_flower")

    class Media:
        js = ("jobs/admin.js",)
        css = {"all": ("jobs/admin.css",)}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Tell the page after how many jobs the list ends."""
        context = {"counted_to": COUNTED_TO, **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, context)
        return response

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer what can be done in the job's state."""
        job = self.get_object(request, object_id)
        possible = possible_for(job) if job else ()
        actions = super().get_actions_detail(request, object_id)
        return [action for action in actions if action.method.__name__ in possible]

    def get_search_results(
        self, _: HttpRequest, jobs: QuerySet[Job], search_term: str
    ) -> tuple[QuerySet[Job], bool]:
        """Find jobs without joins, which could double them."""
        return jobs.filter(search(search_term)), False

    def delete_model(self, request: HttpRequest, obj: Job) -> None:
        """Remove the job with its files."""
        self.delete_queryset(request, Job.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Remove the jobs with their files."""
        delete_jobs(queryset)

"""Jobs in the admin: read-only forms, and actions that call the services."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from structlog.contextvars import bound_contextvars
from unfold.admin import ModelAdmin, TabularInline
from unfold.dataclasses import ActionDialog
from unfold.decorators import action as detail_action

from longhaul.api.jobs.listing import id_begins_with
from longhaul.feature import Queue
from longhaul.jobs import bulk
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.jobs.services import delete_jobs
from longhaul.jobs.status import Status
from longhaul.operations.admin.base import COUNTED_TO, CappedPaginator, ReadOnly
from longhaul.registry import registry

Act = Callable[[Iterable[Job]], bulk.BulkResult]

OPERATE = ["operate"]  # see has_operate_permission
TIMES = (
    *("created_at", "available_at", "start_by", "started_at"),
    *("finished_at", "expires_at", "purged_at"),
)


# ── The list: filters, and a search by index for ids and by a scan for titles and addresses

RETIRED = "-"  # never a feature's slug


class FeatureFilter(admin.SimpleListFilter):
    """By a registered feature, or all jobs whose feature is no longer registered."""

    title = "feature"
    parameter_name = "feature"

    def lookups(self, *_: object) -> list[tuple[str, str]]:
        offered = [(feature.slug, feature.title) for feature in registry]
        return [*offered, (RETIRED, "No longer offered")]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        if self.value() == RETIRED:
            return jobs.exclude(feature__in=[feature.slug for feature in registry])
        return jobs.filter(feature=self.value()) if self.value() else jobs


class QueueFilter(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"

    def lookups(self, *_: object) -> list[tuple[str, str]]:
        return [(queue.value, queue.value) for queue in Queue]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        return jobs.filter(queue=self.value()) if self.value() else jobs


def search(text: str) -> Q:
    """Return the condition that each word is in the title, the owner's address or begins the id."""
    condition = Q()
    for word in text.split():
        owners = get_user_model().objects.filter(email__icontains=word)
        condition &= Q(title__icontains=word) | Q(owner__in=owners) | id_begins_with(word)
    return condition


# ── The forms


def action_on_one(verb: str, description: str) -> Any:
    """Return the method `<verb>_job`, which runs `<verb>_jobs` for one job after a dialog."""

    def act(self: Any, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        if self.get_object(request, object_id) is None:
            raise Http404
        getattr(self, f"{verb}_jobs")(request, Job.objects.filter(pk=object_id))
        url = reverse("admin:jobs_job_change", args=[object_id])
        return HttpResponse(headers={"HX-Redirect": url})

    act.__name__ = f"{verb}_job"
    title = f"{verb.capitalize()} this job"
    dialog = ActionDialog(
        title=title, description=description, form_class=None, form_submit_text=title
    )
    decorate = detail_action(
        description=verb.capitalize(), url_path=verb, permissions=OPERATE, dialog=dialog
    )
    return decorate(act)


class JobFileInline(ReadOnly, TabularInline):
    model = JobFile
    fields = ("kind", "name", "filename", "size")
    can_delete = False
    extra = 0


# Each action on a job is a transaction of its own, as everywhere else.
@method_decorator(transaction.non_atomic_requests, name="changelist_view")
@admin.register(Job)
class JobAdmin(ReadOnly, ModelAdmin):
    """Jobs, newest first."""

    list_display = ("named", "state", "progress", "owner", "attempts", "created_at")
    list_filter = ("status", FeatureFilter, QueueFilter, "created_at")
    list_select_related = ("owner",)
    list_per_page = 50
    list_max_show_all = 0
    list_fullwidth = True
    list_before_template = "admin/jobs/before_list.html"
    search_fields = ("id",)  # enables the search; get_search_results does it
    search_help_text = "Beginning of an id, the owner's address, or words of the title"
    ordering = ("-id",)
    sortable_by = ()  # any other order would read the whole table
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they count, too
    paginator = CappedPaginator
    actions = ("cancel_jobs", "retry_jobs", "fail_jobs", "delete_selected")
    actions_detail = ("cancel_job", "retry_job", "fail_job")
    inlines = (JobFileInline,)
    fieldsets = (
        (None, {"fields": ("state", "progress", "error_detail", "attempts", "result_size")}),
        ("Job", {"fields": ("title", "feature", "owner", "shown_options", "dedupe_key")}),
        (
            "Worker",
            {"fields": ("worker", "lease_until", "heartbeat_at", "deadline_at")},
        ),
        ("Queue", {"fields": ("queue", "dispatched_at", "dispatch_count", "in_flower")}),
        ("Times", {"fields": (*TIMES, "cancel_requested_at")}),
    )
    readonly_fields = ("state", "progress", "attempts", "shown_options", "result_size", "in_flower")

    class Media:
        js = ("jobs/admin.js",)
        css = {"all": ("jobs/admin.css",)}

    # ── Columns and fields. jobs/admin.js keeps the elements with `data-live` up to date.

    @admin.display(description="job")
    def named(self, job: Job) -> SafeString:
        return format_html(
            '<span class="job-name"><b title="{0}">{0}</b>'
            "<small>{1}</small><small>{2}</small></span>",
            job.title or job.feature,
            job.feature,
            job.pk,
        )

    @admin.display(description="status")
    def state(self, job: Job) -> SafeString:
        """Show the phase in the color of the status, and the error code of a failed job."""
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
        known = job.percent is not None
        bar = format_html('<progress value="{0}" max="100"></progress> {0} %', job.percent)
        return format_html(
            '<span class="job-progress" data-live="progress-{}">{}<small>{}</small></span>',
            job.pk,
            bar if known else "",
            "" if job.is_terminal else job.progress_message,
        )

    @admin.display(description="attempt")
    def attempts(self, job: Job) -> SafeString:
        lost = f", worker lost in {job.lease_losses}" if job.lease_losses else ""
        return format_html(
            '<span class="job-attempt">{} of {}{}<small>{}</small></span>',
            job.attempt,
            job.max_attempts,
            lost,
            job.worker,
        )

    @admin.display(description="options")
    def shown_options(self, job: Job) -> SafeString:
        text = json.dumps(job.options, indent=2, ensure_ascii=False)
        return format_html('<pre class="job-options">{}</pre>', text)

    @admin.display(description="result")
    def result_size(self, job: Job) -> str:
        """Show how large the result is, without reading it."""
        sizes: Any = JobResult.objects.filter(job=job).values_list("size", "attempt")
        return "".join(f"{size:,} bytes, of attempt {attempt}" for size, attempt in sizes) or "none"

    @admin.display(description="in Flower")
    def in_flower(self, job: Job) -> str:
        """Show the id of the task, as a link if there is a Flower."""
        task, flower = str(job.celery_task_id), settings.FLOWER_URL.rstrip("/")
        return format_html('<a href="{}/task/{}">{}</a>', flower, task, task) if flower else task

    # ── Actions: on the jobs selected in the list, or on the one shown.

    def has_operate_permission(self, request: HttpRequest, *_: Any) -> bool:
        """Allow actions to users who may change jobs, although the forms are read-only."""
        return bool(request.user.has_perm("jobs.change_job"))

    @admin.action(description="Cancel", permissions=OPERATE)
    def cancel_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        self._act(request, jobs, bulk.cancel_jobs, "cancelled or asked to stop")

    @admin.action(description="Retry", permissions=OPERATE)
    def retry_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        self._act(request, jobs, bulk.retry_jobs, "restarted")

    @admin.action(description="Fail at once", permissions=OPERATE)
    def fail_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        self._act(request, jobs, bulk.fail_jobs, "failed")

    @admin.action(description="Delete", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, jobs: QuerySet[Job]) -> Any:
        """Delete the jobs with their results and files, after a confirmation."""
        return delete_selected(self, request, _bounded(jobs))

    cancel_job = action_on_one("cancel", "A running job stops at its next checkpoint.")
    retry_job = action_on_one("retry", "The job runs again under the same id.")
    fail_job = action_on_one(
        "fail", "The job ends at once. Its owner sees that an operator did this."
    )

    def _act(self, request: HttpRequest, jobs: QuerySet[Job], act: Act, what: str) -> None:
        with bound_contextvars(operator=request.user.pk):
            result = act(_bounded(jobs))
        if done := len(result.done):
            text = f"{done} {'job was' if done == 1 else 'jobs were'} {what}."
            self.message_user(request, text, messages.SUCCESS)
            log: Any = LogEntry.objects
            log.log_actions(request.user.pk, result.done, CHANGE, what.capitalize())
        if refused := result.refused.total():
            counts = result.refused.most_common()
            reasons = ", ".join(f"{count} {reason}" for reason, count in counts)
            text = f"{refused} {'job was' if refused == 1 else 'jobs were'} skipped: {reasons}."
            self.message_user(request, text, messages.WARNING)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer the actions that the job's state allows."""
        job = self.get_object(request, object_id)
        possible = possible_actions(job) if job else ()
        actions = super().get_actions_detail(request, object_id)
        return [action for action in actions if action.method.__name__ in possible]

    # ── Django's hooks.

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"counted_to": COUNTED_TO, **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, context)
        return response

    def get_search_results(
        self, _: HttpRequest, jobs: QuerySet[Job], search_term: str
    ) -> tuple[QuerySet[Job], bool]:
        return jobs.filter(search(search_term)), False

    def delete_model(self, request: HttpRequest, obj: Job) -> None:
        self.delete_queryset(request, Job.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Delete the jobs with their files."""
        delete_jobs(queryset)


def possible_actions(job: Job) -> tuple[str, ...]:
    """Return the names of the actions that a job's state allows."""
    if not job.is_terminal:
        return ("fail_job",) if job.cancel_requested_at else ("cancel_job", "fail_job")
    return () if job.status == Status.COMPLETED or job.purged_at else ("retry_job",)


def _bounded(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return at most as many as the list counts, few enough for one request."""
    return Job.objects.filter(pk__in=list(jobs.values_list("pk", flat=True)[:COUNTED_TO]))

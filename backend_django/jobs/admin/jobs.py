from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from unfold.admin import ModelAdmin, TabularInline

from ..deletion import delete_job
from ..models import Job, JobFile
from ..turns import dispatch_next
from .actions import Actions, possible_for
from .capped import COUNTED_TO, CappedPaginator
from .columns import Columns
from .filters import FeatureFilter, QueueFilter
from .readonly import ReadOnly
from .search import search

FIELDSETS: Any = (
    (None, {"fields": ("state", "progress", "error_detail", "attempts", "result_size")}),
    ("What", {"fields": ("title", "feature", "owner", "shown_options", "dedupe_key")}),
    (
        "Lease",
        {"fields": ("worker", "lease_until", "heartbeat_at", "deadline_at", "cancel_requested_at")},
    ),
    (
        "Queue",
        {"fields": ("queue", "priority", "dispatched_at", "dispatch_count", "in_flower")},
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
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: Iterable[Job]) -> None:
        """Remove the jobs with their files."""
        jobs = list(queryset)
        for job in jobs:
            delete_job(job)
        for owner in {job.owner_id for job in jobs}:
            dispatch_next(owner)

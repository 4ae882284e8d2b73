"""What operators see. Jobs are changed by their verbs only, so the forms are read-only."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from .again import retry
from .dedupe import Duplicate
from .deletion import delete_job
from .models import Job, JobFile, WorkerBeat
from .registry import registry
from .turns import dispatch_next


class ReadOnly:
    """Nothing is added or edited by hand."""

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False


class JobFileInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = JobFile
    fields = ("kind", "name", "filename", "size", "sha256")
    can_delete = False
    extra = 0


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Jobs, newest first, with the owner's verbs as actions."""

    list_display = ("id", "feature", "owner", "status", "attempt", "worker", "created_at")
    list_filter = ("status", "feature", "queue")
    list_select_related = ("owner",)
    search_fields = ("id", "title", "owner__email")
    ordering = ("-id",)
    show_full_result_count = False  # counting a large table takes longer than showing a page
    inlines = (JobFileInline,)
    actions = ("cancel_jobs", "retry_jobs")

    @admin.action(description="Cancel the selected jobs", permissions=["delete"])
    def cancel_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Cancel what is unfinished."""
        done = sum(job.cancel(retention=registry.get_retention(job.feature)) for job in jobs)
        self._let_others_follow(jobs)
        self.message_user(request, f"{done} jobs cancelled.", messages.SUCCESS)

    @admin.action(description="Retry the selected jobs", permissions=["delete"])
    def retry_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Begin again with what failed or was cancelled."""
        done = 0
        for job in jobs:
            if feature := registry.get(job.feature):
                with suppress(Duplicate):
                    done += retry(job, attempts=feature.max_attempts)
        self.message_user(request, f"{done} jobs begin again.", messages.SUCCESS)

    def delete_model(self, request: HttpRequest, obj: Job) -> None:
        """Remove the job with its files."""
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: Iterable[Job]) -> None:
        """Remove the jobs with their files."""
        jobs = list(queryset)
        for job in jobs:
            delete_job(job)
        self._let_others_follow(jobs)

    def _let_others_follow(self, jobs: Iterable[Job]) -> None:
        for owner in {job.owner_id for job in jobs}:
            dispatch_next(owner)


@admin.register(WorkerBeat)
class WorkerBeatAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Which workers were alive when."""

    list_display = ("name", "seen_at", "queues", "release")
    ordering = ("-seen_at",)

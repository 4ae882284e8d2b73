"""What operators do with jobs, by the verbs of the kernel; each tells how many not, and why."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from structlog.contextvars import bound_contextvars
from unfold.dataclasses import ActionDialog
from unfold.decorators import action as detail_action

from longhaul.jobs import bulk
from longhaul.jobs.bulk import BulkResult
from longhaul.jobs.models import Job
from longhaul.jobs.status import Status
from longhaul.operations.admin.base import COUNTED_TO

Act = Callable[[Iterable[Job]], BulkResult]

MAY = ["operate"]


def ask(title: str, description: str) -> ActionDialog:
    """Return the question that stands before an action on one job."""
    return ActionDialog(
        title=title, description=description, form_class=None, form_submit_text=title
    )


class Actions:
    """Cancel, retry, fail and delete: those that were chosen in the list, or the one shown."""

    actions = ("cancel_jobs", "retry_jobs", "fail_jobs", "delete_selected")
    actions_detail = ("cancel_job", "retry_job", "fail_job")
    message_user: Any
    get_object: Any

    def has_operate_permission(self, request: HttpRequest, *_: Any) -> bool:
        """Let those act who may change jobs, though nobody edits them."""
        return bool(request.user.has_perm("jobs.change_job"))

    @admin.action(description="Cancel", permissions=MAY)
    def cancel_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Cancel what waits, and ask what runs to stop."""
        self._act(request, jobs, bulk.cancel_jobs, "cancelled or asked to stop")

    @admin.action(description="Retry", permissions=MAY)
    def retry_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Begin again with what failed or was cancelled."""
        self._act(request, jobs, bulk.retry_jobs, "begun again")

    @admin.action(description="Fail at once", permissions=MAY)
    def fail_jobs(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        """Fail what is unfinished."""
        self._act(request, jobs, bulk.fail_jobs, "failed")

    @admin.action(description="Delete", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, jobs: QuerySet[Job]) -> Any:
        """Remove the jobs with their results and files, once that is confirmed."""
        return delete_selected(self, request, _bounded(jobs))  # type: ignore[arg-type]

    @detail_action(
        description="Cancel",
        url_path="cancel",
        permissions=MAY,
        dialog=ask("Cancel this job", "A running job stops at its next checkpoint."),
    )
    def cancel_job(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Cancel this one."""
        return self._act_on_one(request, object_id, self.cancel_jobs)

    @detail_action(
        description="Retry",
        url_path="retry",
        permissions=MAY,
        dialog=ask("Retry this job", "It begins again, under the same id."),
    )
    def retry_job(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Begin again with this one."""
        return self._act_on_one(request, object_id, self.retry_jobs)

    @detail_action(
        description="Fail",
        url_path="fail",
        permissions=MAY,
        dialog=ask(
            "Fail this job", "It ends at once, and its owner reads that an operator did it."
        ),
    )
    def fail_job(self, request: HttpRequest, _form: Any, object_id: str) -> HttpResponse:
        """Fail this one."""
        return self._act_on_one(request, object_id, self.fail_jobs)

    def _act(self, request: HttpRequest, jobs: QuerySet[Job], act: Act, what: str) -> None:
        with bound_contextvars(operator=request.user.pk):
            outcome = act(_bounded(jobs))
        for text, level in tell(outcome, what):
            self.message_user(request, text, level)
        if outcome.done:
            note: Any = LogEntry.objects
            note.log_actions(request.user.pk, outcome.done, CHANGE, what.capitalize())

    def _act_on_one(
        self, request: HttpRequest, key: str, act: Callable[[HttpRequest, QuerySet[Job]], None]
    ) -> HttpResponse:
        if self.get_object(request, key) is None:
            raise Http404
        act(request, Job.objects.filter(pk=key))
        there = reverse("admin:jobs_job_change", args=[key])
        return HttpResponse(headers={"HX-Redirect": there})


def possible_for(job: Job) -> tuple[str, ...]:
    """Name the buttons that make sense for a job as it is."""
    if not job.is_terminal:
        return ("fail_job",) if job.cancel_requested_at else ("cancel_job", "fail_job")
    return () if job.status == Status.COMPLETED or job.purged_at else ("retry_job",)


def _bounded(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return as many as the list counts; they are few enough for one request."""
    return Job.objects.filter(pk__in=list(jobs.values_list("pk", flat=True)[:COUNTED_TO]))


def tell(outcome: BulkResult, what: str) -> Iterable[tuple[str, int]]:
    """Yield the sentences for the operator."""
    if done := len(outcome.done):
        yield f"{done} {'job was' if done == 1 else 'jobs were'} {what}.", messages.SUCCESS
    if refused := outcome.refused.total():
        reasons = ", ".join(f"{count} {reason}" for reason, count in outcome.refused.most_common())
        yield f"{refused} could not be: {reasons}.", messages.WARNING

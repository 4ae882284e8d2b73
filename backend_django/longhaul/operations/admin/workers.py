"""Workers in the admin, and the health on its first page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from longhaul.jobs.models import Worker
from longhaul.operations.admin.base import ReadOnly, flower_link
from longhaul.operations.health import examine, is_alive


@admin.register(Worker)
class WorkerAdmin(ReadOnly, ModelAdmin):
    """Which workers are alive, and what they can do."""

    list_display = ("name", "state", "seen_at", "started_at", "shown_queues", "release", "flower")
    fields = (*list_display, "stalled_at", "shown_features")
    readonly_fields = fields
    ordering = ("-seen_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave them to pruning."""
        return False

    @display(label={"alive": "success", "silent": "warning", "stalled": "danger"})
    def state(self, beat: Worker) -> str:
        """Say in a word how it is."""
        return "stalled" if beat.is_stalled else "alive" if is_alive(beat) else "silent"

    @admin.display(description="queues")
    def shown_queues(self, beat: Worker) -> str:
        """List what it takes jobs from."""
        return ", ".join(beat.queues)

    @admin.display(description="features")
    def shown_features(self, beat: Worker) -> str:
        """List what it can do."""
        return ", ".join(beat.features)

    @admin.display(description="in Flower")
    def flower(self, beat: Worker) -> str:
        """Lead to the worker in Celery's monitor."""
        return flower_link(f"worker/{beat.name}", "Open")


# ── The admin's first page: does the system work, and what waits?


def add_health(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Give the page the state of the system, if whoever asks may see jobs."""
    if request.user.has_perm("jobs.view_job"):
        context["health"] = examine()
    return context

"""Workers in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from longhaul.jobs.models import Worker
from longhaul.operations.admin.base import ReadOnly
from longhaul.operations.health import is_alive


@admin.register(Worker)
class WorkerAdmin(ReadOnly, ModelAdmin):
    """Which workers are alive, and which queues and features they serve."""

    list_display = ("name", "state", "seen_at", "started_at", "shown_queues", "release")
    fields = (*list_display, "stalled_at", "shown_features")
    readonly_fields = fields
    ordering = ("-seen_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave deletion to the periodic clean-up."""
        return False

    @display(label={"alive": "success", "silent": "warning", "stalled": "danger"})
    def state(self, worker: Worker) -> str:
        return "stalled" if worker.is_stalled else "alive" if is_alive(worker) else "silent"

    @admin.display(description="queues")
    def shown_queues(self, worker: Worker) -> str:
        return ", ".join(worker.queues)

    @admin.display(description="features")
    def shown_features(self, worker: Worker) -> str:
        return ", ".join(worker.features)

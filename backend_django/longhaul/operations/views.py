"""Version, health and throughput over HTTP."""

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from pydantic import BaseModel, ConfigDict, Field
from rest_framework.permissions import AllowAny, IsAdminUser
from rest_framework.request import Request

from longhaul.api.http import Moment
from longhaul.api.openapi import operation
from longhaul.api.views import EngineView, document
from longhaul.database import missing_migrations
from longhaul.operations.health import examine
from longhaul.operations.throughput import measure

# ── What the API says of itself.


class VersionDocument(BaseModel):
    version: str
    environment: str
    commit: str


class WorkerDocument(BaseModel):
    """A worker; `seen_at` is when its keeper last reported."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    seen_at: Moment
    queues: list[str]
    release: str
    started_at: Moment | None
    alive: bool
    stalled: bool = Field(
        description="Whether it was free, took nothing, and has not been started anew since"
    )


class HealthDocument(BaseModel):
    """The state of the system. It works if there are no `faults`."""

    model_config = ConfigDict(from_attributes=True)

    faults: list[str] = Field(description="What is wrong, in sentences")
    broker: bool = Field(description="Whether the broker answers")
    messages: dict[str, int] = Field(description="Wake-up calls that wait, by queue")
    workers: list[WorkerDocument]
    backlog: dict[str, int] = Field(description="Jobs that are due, by queue")
    oldest_due: Moment | None = Field(description="Since when the oldest of them is due")
    expired_leases: int = Field(description="Jobs whose worker fell silent and nobody noticed")


class ThroughputSlot(BaseModel):
    """How many jobs ended from `start` until the next slot's, and how."""

    model_config = ConfigDict(from_attributes=True)

    start: Moment
    completed: int
    failed: int
    cancelled: int


class ThroughputDocument(BaseModel):
    """What ended lately, oldest first; the newest slot is not over yet."""

    model_config = ConfigDict(from_attributes=True)

    hour: list[ThroughputSlot] = Field(description="In slots of five minutes")
    day: list[ThroughputSlot] = Field(description="In slots of an hour")


# ── Which build this is.


def get_version() -> dict[str, str]:
    """Return version, environment and commit; the commit is empty in a source tree."""
    return {
        "version": settings.RELEASE,
        "environment": settings.ENVIRONMENT,
        "commit": settings.COMMIT,
    }


# ── The server about itself.


class VersionView(EngineView):
    """Tell which build answers."""

    permission_classes = [AllowAny]
    authentication_classes = []

    @operation("version", "Which build answers?", body=VersionDocument)
    def get(self, request: Request) -> object:
        """Tell which build answers."""
        return document(VersionDocument(**get_version()))


class HealthView(EngineView):
    """Tell operators whether the system works."""

    permission_classes = [IsAdminUser]

    @operation(
        "system_health",
        "Does the system work?",
        body=HealthDocument,
        success=(200, 503),
        problems=("forbidden",),
    )
    def get(self, request: Request) -> HttpResponse:
        """Tell whether the system works, and what waits; 503 if something is wrong."""
        health = examine()
        response: HttpResponse = document(
            HealthDocument.model_validate(health), status=503 if health.faults else 200
        )
        response["Cache-Control"] = "no-store"
        return response


class ThroughputView(EngineView):
    """Tell operators how much gets done."""

    permission_classes = [IsAdminUser]

    @operation(
        "system_throughput",
        "How much gets done?",
        body=ThroughputDocument,
        problems=("forbidden",),
    )
    def get(self, request: Request) -> HttpResponse:
        """Tell how many jobs of everybody ended in the last hour and day, and how."""
        response: HttpResponse = document(ThroughputDocument.model_validate(measure()))
        response["Cache-Control"] = "no-store"
        return response


@csrf_exempt  # a wrong method is told so
@require_safe
@transaction.non_atomic_requests
def alive(request: HttpRequest) -> JsonResponse:
    """Tell that the process answers; touches nothing."""
    return JsonResponse({"status": "alive"})


@csrf_exempt
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """Tell whether this process can serve: database and migrations, nothing else."""
    try:
        if missing_migrations():
            return _not_ready("Migrations are missing.")
    except Error:
        return _not_ready("The database is away.")
    return JsonResponse({"status": "ready"})


def _not_ready(detail: str) -> JsonResponse:
    body = {"status": "not ready", "detail": detail}
    return JsonResponse(body, status=503, headers={"Retry-After": "5"})

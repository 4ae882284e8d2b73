"""Version, health and throughput over HTTP, and the probes of load balancers."""

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from pydantic import BaseModel, Field
from rest_framework.permissions import AllowAny, IsAdminUser
from rest_framework.request import Request

from longhaul.api.openapi import operation
from longhaul.api.views import EngineView, document
from longhaul.database import missing_migrations
from longhaul.operations.health import HealthDocument, examine
from longhaul.operations.throughput import ThroughputDocument, measure

NO_STORE = {"Cache-Control": "no-store"}


class VersionDocument(BaseModel):
    version: str
    environment: str
    commit: str = Field(description="Empty in a source tree")


class VersionView(EngineView):
    permission_classes = [AllowAny]
    authentication_classes = []

    @operation("version", "Which build answers?", body=VersionDocument)
    def get(self, request: Request) -> HttpResponse:
        """Return the build of the server."""
        return document(
            VersionDocument(
                version=settings.RELEASE,
                environment=settings.ENVIRONMENT,
                commit=settings.COMMIT,
            )
        )


class HealthView(EngineView):
    permission_classes = [IsAdminUser]

    @operation(
        "system_health",
        "Does the system work?",
        body=HealthDocument,
        success=(200, 503),
        problems=("forbidden",),
    )
    def get(self, request: Request) -> HttpResponse:
        """Return whether the system works, and its queues; 503 if something is wrong."""
        health = examine()
        return document(health, status=503 if health.faults else 200, headers=NO_STORE)


class ThroughputView(EngineView):
    permission_classes = [IsAdminUser]

    @operation(
        "system_throughput",
        "How much gets done?",
        body=ThroughputDocument,
        problems=("forbidden",),
    )
    def get(self, request: Request) -> HttpResponse:
        """Return how many jobs of all users ended in the last hour and day, and how."""
        return document(measure(), headers=NO_STORE)


# ── Probes. Exempt from CSRF checks, so that a wrong method is answered with 405.


@csrf_exempt
@require_safe
@transaction.non_atomic_requests
def alive(request: HttpRequest) -> JsonResponse:
    """Return that the process answers, without touching anything."""
    return JsonResponse({"status": "alive"})


@csrf_exempt
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """Return whether this process can serve: database and migrations, nothing else."""
    try:
        detail = "Migrations are missing." if missing_migrations() else ""
    except Error:
        detail = "The database is unavailable."
    if not detail:
        return JsonResponse({"status": "ready"})
    body = {"status": "not ready", "detail": detail}
    return JsonResponse(body, status=503, headers={"Retry-After": "5"})

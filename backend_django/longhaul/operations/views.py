"""Version, health and throughput over HTTP."""

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from pydantic import BaseModel
from rest_framework.permissions import AllowAny, IsAdminUser
from rest_framework.request import Request

from longhaul.api.jobs.base import JobApiView, document
from longhaul.database import missing_migrations
from longhaul.operations.health import examine
from longhaul.operations.throughput import measure


class VersionDocument(BaseModel):
    version: str
    environment: str
    commit: str


def get_version() -> dict[str, str]:
    """Return version, environment and commit; the commit is empty in a source tree."""
    return {
        "version": settings.RELEASE,
        "environment": settings.ENVIRONMENT,
        "commit": settings.COMMIT,
    }


class VersionView(JobApiView):
    """Tell which build answers."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def get(self, request: Request) -> object:
        """Tell which build answers."""
        return document(VersionDocument(**get_version()))


class HealthView(JobApiView):
    """Tell operators whether the system works."""

    permission_classes = [IsAdminUser]

    def get(self, request: Request) -> HttpResponse:
        """Tell whether the system works, and what waits; 503 if something is wrong."""
        health = examine()
        response: HttpResponse = document(health, status=503 if health.faults else 200)
        response["Cache-Control"] = "no-store"
        return response


class ThroughputView(JobApiView):
    """Tell operators how much gets done."""

    permission_classes = [IsAdminUser]

    def get(self, request: Request) -> HttpResponse:
        """Tell how many jobs of everybody ended in the last hour and day, and how."""
        response: HttpResponse = document(measure())
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

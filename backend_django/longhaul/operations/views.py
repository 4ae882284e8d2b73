"""Version, health and throughput over HTTP, and what load balancers and proxies ask."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
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


# ── The proxy's question before it forwards a request to a page for staff.


@require_safe
@never_cache
@transaction.non_atomic_requests
def staff_only(request: HttpRequest) -> HttpResponse:
    """Accept staff, and redirect guests to sign in; X-Forwarded-Uri names the page they want."""
    if request.user.is_active and request.user.is_staff:
        return HttpResponse(status=204)
    if request.user.is_authenticated:
        return HttpResponseForbidden("Only staff may see this.", content_type="text/plain")
    wanted = request.headers.get("X-Forwarded-Uri", "/")
    return redirect_to_login(wanted, reverse("admin:login"))

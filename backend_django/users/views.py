"""What the proxy asks about who is there."""

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@transaction.non_atomic_requests
def staff_only(request: HttpRequest) -> HttpResponse:
    """Let the proxy pass staff through to what only they may see; send others to sign in.

    The proxy names in X-Forwarded-Uri where they want to go.
    """
    if request.user.is_active and request.user.is_staff:
        return HttpResponse(status=204)
    if request.user.is_authenticated:
        return HttpResponseForbidden("Only staff may see this.", content_type="text/plain")
    wanted = request.headers.get("X-Forwarded-Uri", "/")
    return redirect_to_login(wanted, reverse("admin:login"))

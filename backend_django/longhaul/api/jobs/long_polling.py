"""Long polling: a response that waits for a change (RFC 7240, `Prefer: wait`)."""

import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from rest_framework.request import Request

from longhaul.api.http import is_known
from longhaul.api.jobs.serializers import JobWithFiles, etag
from longhaul.jobs.models import Job

LONGEST_SECONDS = 25
LOOK_SECONDS = 0.5

# As many threads of this process may wait; the others stay free for short requests.
slots = threading.Semaphore(settings.API_WAITING_REQUESTS)


def wait_for_change(
    request: Request, found: JobWithFiles, look: Callable[[], JobWithFiles]
) -> JobWithFiles | None:
    """Wait until the job differs from what the client has, for as long as it prefers.

    Returns None at once if the client prefers not to wait, if the job differs already, if it is
    terminal, or if too many requests wait. No database connection is held while this waits.
    """
    first, conditional = etag(found.job), "If-None-Match" in request.headers

    def is_old(job: Job) -> bool:
        known = is_known(request, etag(job)) if conditional else etag(job) == first
        return known and not job.is_terminal

    until = time.monotonic() + preferred_seconds(request)
    if time.monotonic() >= until or not is_old(found.job) or not slots.acquire(blocking=False):
        return None
    try:
        while is_old(found.job) and (left := until - time.monotonic()) > 0:
            connection.close()
            time.sleep(min(LOOK_SECONDS, left))
            found = look()
    finally:
        slots.release()
    return found


def preferred_seconds(request: Request) -> int:
    """Return for how many seconds the client prefers to wait."""
    for preference in request.headers.get("Prefer", "").split(","):
        name, _, seconds = preference.partition(";")[0].partition("=")
        if name.strip().lower() == "wait" and seconds.strip().strip('"').isdecimal():
            return min(int(seconds.strip().strip('"')[:9]), LONGEST_SECONDS)
    return 0

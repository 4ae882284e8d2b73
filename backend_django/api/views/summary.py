"""How many jobs there are."""

from typing import Any

from django.db.models import OuterRef
from django.http import HttpResponse
from rest_framework.request import Request

from jobs.models import Job, Status
from jobs.models.counting import CountOf
from jobs.models.status import TERMINAL
from users.models import User

from ..documents import SummaryDocument
from .base import JobApiView, document, keep_private

COUNTED_TO = 1_000


class SummaryView(JobApiView):
    """Count the caller's jobs."""

    throttle_scope = "polling"

    def get(self, request: Request) -> HttpResponse:
        """Count the caller's jobs by status: the unfinished exactly, the others up to 1,000."""
        columns: Any = {status.value: CountOf(_countable(status)) for status in Status}
        me: Any = User.objects.filter(pk=request.user.pk or 0)
        counts: dict[str, int] = me.values(**columns)[0]
        capped = [status for status in TERMINAL if counts[status] > COUNTED_TO]
        counts |= dict.fromkeys(capped, COUNTED_TO)
        response: HttpResponse = document(SummaryDocument(counts=counts, capped=capped))
        keep_private(response)
        return response


def _countable(status: Status) -> Any:
    """Return the rows to count; one more than the cap tells that there are more."""
    jobs = Job.objects.owned_by(OuterRef("pk")).filter(status=status)
    return jobs[: COUNTED_TO + 1] if status in TERMINAL else jobs

"""One user asks for more than everybody else together."""

import pytest

from longhaul.jobs.models import Job
from longhaul.tests.kernel import create, fresh
from longhaul.tests.process import wait_for

FLOOD = 10_000
CHILDREN = 2


@pytest.fixture
def flood(user, traces):
    """Put jobs into the database that would keep the worker busy for hours."""
    options = {"log": traces.log, "steps": 10}
    jobs = [
        Job(feature="script", owner=user, queue="default", options=options) for _ in range(FLOOD)
    ]
    return Job.objects.bulk_create(jobs, batch_size=500)


def test_24_a_flood_of_10_000_jobs_delays_another_users_by_one_jobs_length(
    flood, worker, user, other, api, traces, settings
):
    wait_for(lambda: traces.count("ended") > 4, "the flood to run")
    for _ in range(3):
        job = create("script", other, log=traces.log)
        before = traces.count("began")
        wait_for(lambda: traces.attempts(job, "began"), "the other user's job to begin")  # noqa: B023
        began = [key for key, _, did in traces.lines() if did == "began"]
        # Each child ends its current job, and may have received the next one just before.
        assert began.index(str(job.pk)) - before <= CHILDREN
        wait_for(lambda: fresh(job).is_terminal, "it to end")  # noqa: B023
    under_way = Job.objects.owned_by(user).unfinished().filter(dispatched_at__isnull=False)
    assert under_way.count() <= settings.JOBS_DISPATCHED_PER_OWNER
    assert api.post("/api/v1/echo/create/", {}, format="json").status_code == 429

from datetime import UTC, datetime
from uuid import UUID

from devtools.chaos.database import as_lease, as_row

ID = UUID("019a0000-0000-7000-8000-000000000001")


def test_a_row_has_the_job_and_its_result():
    result = {"attempt": 1, "execution": "e"}
    row = as_row(ID, {"story": 7}, "completed", 2, 3, "", 2, result)
    assert (row.job, row.story, row.result_attempt) == (str(ID), 7, 2)
    assert (row.result_made_in, row.result_execution) == (1, "e")


def test_no_result_is_none():
    row = as_row(ID, {}, "failed", 3, 3, "worker_lost", None, None)
    assert (row.result_attempt, row.result_made_in, row.story) == (None, None, None)


def test_a_lease_has_its_moments_in_seconds():
    moment = datetime(2026, 11, 20, 9, 3, 0, 500_000, UTC)
    lease = as_lease(ID, ID, 1, "worker-1-x@host/1", moment, moment)
    assert lease.claimed_at == lease.until == 1_795_165_380.5

"""What a request may cost: statements, whatever the number of rows."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from longhaul.api.tests.steps import create, get, post, run, upload
from longhaul.jobs.submission import JobRequest, submit
from longhaul.registry import registry
from longhaul.worker.attempt import execute

pytestmark = pytest.mark.django_db(transaction=True)
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@contextmanager
def statements():
    """Collect the statements of a block, without the beginning and end of transactions."""
    collected = []
    with CaptureQueriesContext(connection) as queries:
        yield collected
    sql = [query["sql"] for query in queries]
    collected += [one for one in sql if not one.startswith(TRANSACTION)]


@pytest.fixture(params=["api", "page"])
def reader(request):
    """Return a client, and what its authentication costs on top."""
    return request.getfixturevalue(request.param), {"api": 0, "page": 1}[request.param]


@pytest.mark.parametrize("link", ["self", "results"])
@pytest.mark.parametrize("with_files", [False, True])
def test_status_and_results_cost_one_statement(reader, link, with_files):
    client, extra = reader
    job = run(upload(client).json() if with_files else create(client))
    with statements() as made:
        assert get(client, job, link).status_code == 200
    assert len(made) == 1 + extra


@pytest.mark.parametrize("address", ["/api/v1/jobs/", "/api/v1/echo/list/?status=pending"])
@pytest.mark.parametrize("jobs", [1, 21])
def test_a_list_costs_one_statement(reader, address, jobs):
    client, extra = reader
    for _ in range(jobs):
        create(client)
    with statements() as made:
        assert client.get(address).status_code == 200
    assert len(made) == 1 + extra


def test_an_unchanged_status_costs_one_statement(api):
    job = create(api)
    etag = get(api, job)["ETag"]
    with statements() as made:
        assert get(api, job, if_none_match=etag).status_code == 304
    assert len(made) == 1


@pytest.mark.parametrize(
    "query", ["", "?search=a", "?status=pending&status=failed", "?sort=created_at"]
)
def test_no_page_is_counted_or_skipped_to(api, query):
    for _ in range(3):
        create(api)
    with statements() as made:
        first = api.get(f"/api/v1/jobs/{query or '?'}&page_size=1".replace("?&", "?")).json()
        second = api.get(first["next"] or "/api/v1/jobs/").json()
        api.get(second["previous"] or "/api/v1/jobs/")
    assert len(made) >= 3
    assert not [sql for sql in made if "COUNT(" in sql.upper() or "OFFSET" in sql.upper()]


def test_finding_nothing_costs_two_statements(api):
    with statements() as made:
        assert api.get("/api/v1/jobs/").json()["results"] == []
    assert len(made) == 2


def test_create_and_run_cost_three_statements(user):
    feature = registry.get("echo")
    order = JobRequest(feature=feature, owner=user, options=feature.Options())
    with statements() as made:
        job = submit(order).job
        execute(feature, job.pk, worker="here")
    job.refresh_from_db()
    assert job.status == "completed"
    assert len(made) == 3


def test_letting_a_held_back_job_follow_costs_three_more(user, settings):
    settings.JOBS_DISPATCHED_PER_OWNER = 1
    feature = registry.get("echo")
    order = JobRequest(feature=feature, owner=user, options=feature.Options())
    first, second = submit(order).job, submit(order).job
    with statements() as made:
        execute(feature, first.pk, worker="here")
    second.refresh_from_db()
    assert second.dispatched_at
    assert len(made) == 5


def test_create_costs_one_statement_beside_the_token(api):
    with statements() as made:
        assert post(api).status_code == 202
    assert len(made) == 2

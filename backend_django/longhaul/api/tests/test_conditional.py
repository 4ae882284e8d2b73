from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from longhaul.api.tests.steps import change, claim, create, get


def test_an_old_job_is_asked_about_less_often(api):
    job = claim(create(api))
    change(job, started_at=timezone.now() - timedelta(hours=1))
    assert get(api, job)["Retry-After"] == "5"


def test_only_the_owner_may_keep_the_answer(api, job_in):
    response = get(api, job_in("pending"))
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Authorization, Cookie, Accept"


@pytest.mark.parametrize("form", ["{}", '"other", {}', '"other" ,{} , "more"', "*"])
def test_an_unchanged_job_is_304(api, job_in, form):
    job = job_in("pending")
    etag = get(api, job)["ETag"]
    response = get(api, job, if_none_match=form.format(etag))
    assert (response.status_code, response["ETag"]) == (304, etag)
    assert response["Retry-After"]
    assert response["Cache-Control"]


def test_a_304_compares_weakly(api, job_in):
    job = job_in("pending")
    strong = get(api, job)["ETag"].removeprefix("W/")
    assert get(api, job, if_none_match=strong).status_code == 304


@pytest.mark.parametrize("given", ["", "nonsense", '"1"', 'W/"1"'])
def test_another_etag_gives_the_document(api, job_in, given):
    assert get(api, job_in("pending"), if_none_match=given).status_code == 200


def test_a_change_changes_the_etag(api):
    job = create(api)
    before = get(api, job)["ETag"]
    assert get(api, claim(job), if_none_match=before).status_code == 200


def test_a_scheduled_job_that_falls_due_changes_its_etag(api):
    job = create(api)
    change(job, available_at=timezone.now() + timedelta(hours=1))
    before = get(api, job)["ETag"]
    change(job, available_at=F("created_at"))
    assert get(api, job, if_none_match=before).status_code == 200


def test_head_answers_without_a_body(api, job_in):
    response = api.head(job_in("pending")["links"]["self"])
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"]

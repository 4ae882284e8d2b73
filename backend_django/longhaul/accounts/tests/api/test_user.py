from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin.models import LogEntry

from longhaul.accounts.models import Session, Token
from longhaul.accounts.tests.api.steps import AUTH, ask, log_in
from longhaul.api.tests.steps import PASSWORD, create, sign_in, upload
from longhaul.jobs import services
from longhaul.jobs.models import IdempotencyKey, Job, JobFile, JobResult
from longhaul.jobs.services import Completed, finish
from longhaul.run import Progress
from longhaul.tests.kernel import claimed, create_copy, run
from users.models import User

EVERYTHING = (
    User, Job, JobResult, JobFile, IdempotencyKey, Token, Session, EmailAddress, AccessAttempt,
    LogEntry,
)  # fmt: skip


def remove(client, password=PASSWORD):
    return ask(client, "user", "delete", password=password)


@pytest.fixture
def api(api, verified):
    return api


def stored():
    return {path for path in (Path(settings.MEDIA_ROOT) / "jobs").rglob("*") if path.is_file()}


@pytest.mark.parametrize("method", ["patch", "put"])
def test_names_are_changed(api, method):
    body = ask(api, "user", method, first_name="Ada", last_name="Lovelace").json()
    assert (body["first_name"], body["last_name"]) == ("Ada", "Lovelace")


@pytest.mark.parametrize("change", [{"email": "eve@example.com"}, {"is_staff": True}])
def test_address_and_staff_status_cannot_be_changed(api, user, change):
    api.patch(f"{AUTH}/user/", change, format="json")
    user.refresh_from_db()
    assert (user.email, user.is_staff) == ("ada@example.com", False)


@pytest.mark.parametrize("name", ["\0", "x" * 200])
def test_a_name_that_cannot_be_stored_is_named(api, name):
    response = api.patch(f"{AUTH}/user/", {"first_name": name}, format="json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "first_name"


@pytest.mark.parametrize(
    "route", ["user", "tokens", "email", "registration", "password/reset", "session"]
)
def test_answers_are_kept_out_of_caches(api, route):
    for method in (api.get, api.post):
        response = method(f"{AUTH}/{route}/", {}, format="json")
        assert response.status_code == 403 or response["Cache-Control"] == "no-store"


def test_removal_leaves_nothing(api, page, verified):
    before = stored()
    run(create_copy(verified, key="k"))
    upload(api)
    log_in(api, password="wrong")
    assert remove(api).status_code == 204
    assert [model.__name__ for model in EVERYTHING if model.objects.exists()] == []
    assert stored() == before


def test_the_page_can_remove_the_account(page):
    create(page)
    assert remove(page).status_code == 204
    assert page.get("/api/v1/auth/session/").json() == {"user": None}
    assert not User.objects.exists()


def test_removal_ends_token_and_password(api):
    remove(api)
    assert api.get("/api/v1/jobs/").status_code == 401
    assert log_in(api).status_code == 400


def test_the_password_is_asked_for(api):
    assert remove(api, "wrong").status_code == 400
    assert api.delete("/api/v1/auth/user/").status_code == 400
    assert User.objects.exists()


def test_other_users_keep_everything(api, other, client_of):
    theirs = run(create_copy(other))
    remove(api)
    assert Job.objects.get() == theirs
    assert JobFile.objects.count() == 2
    assert client_of(other).get("/api/v1/jobs/").json()["results"]


def test_a_worker_on_a_job_finds_nothing_to_write_to(api, verified):
    job = claimed(create_copy(verified))
    remove(api)
    assert not finish(job, Completed("{}", (), Progress()))
    assert not JobResult.objects.exists()


def test_jobs_go_a_batch_at_a_time(api, verified, monkeypatch):
    monkeypatch.setattr(services, "DELETE_BATCH", 2)
    for _ in range(5):
        create(api)
    assert remove(api).status_code == 204
    assert not Job.objects.exists()


def test_the_address_is_free_again(api, guest, mailoutbox):
    remove(api)
    ask(guest, "registration", email="ada@example.com", password1=PASSWORD, password2=PASSWORD)
    assert mailoutbox[0].subject == "Confirm your address"


def test_removal_needs_the_csrf_token(page):
    page.credentials()
    assert remove(page).status_code == 403
    assert sign_in(page).status_code == 403

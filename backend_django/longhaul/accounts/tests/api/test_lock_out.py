from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.utils import timezone

from longhaul.accounts.tests.api.steps import ADA, ask, change_password, log_in, words_of
from longhaul.api.tests.steps import PASSWORD, sign_in, visit

LIMIT = settings.AXES_FAILURE_LIMIT


def fail(client, email=ADA, times=LIMIT):
    for _ in range(times):
        assert log_in(client, email, "wrong").status_code == 400


def let_time_pass():
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))


def test_too_many_failures_lock(guest, verified):
    fail(guest)
    response = log_in(guest)
    assert (response.status_code, response.json()["code"]) == (429, "limit_exceeded")
    assert 0 < int(response["Retry-After"]) <= settings.AXES_COOLOFF_TIME.total_seconds()


def test_a_locked_account_gets_the_same_answer_as_an_unknown_one(guest, verified):
    answers = []
    for email in (ADA, "unknown@example.com"):
        fail(guest, email)
        answers.append(words_of(log_in(guest, email)))
    assert answers[0] == answers[1]


def test_a_locked_account_costs_no_hash(guest, verified, hashings):
    fail(guest)
    hashings.clear()
    log_in(guest)
    assert not hashings


def test_the_address_counts_in_any_case(guest, verified):
    for email in (ADA, "ADA@example.com", " Ada@Example.Com ", "ada@EXAMPLE.com", ADA):
        fail(guest, email, times=1)
    assert log_in(guest).status_code == 429


@pytest.mark.parametrize(("first", "second"), [(log_in, sign_in), (sign_in, log_in)])
def test_both_ways_to_sign_in_count_together(guest, verified, first, second):
    visit(guest)
    for _ in range(LIMIT):
        first(guest, password="wrong")
    assert second(guest).status_code == 429


def test_the_admins_form_counts_too(guest, client, verified):
    for _ in range(LIMIT):
        client.post("/admin/login/", {"username": ADA.upper(), "password": "wrong"})
    assert client.post("/admin/login/", {"username": ADA, "password": "x"}).status_code == 429
    assert log_in(guest).status_code == 429


def test_success_forgives(guest, verified):
    fail(guest, times=LIMIT - 1)
    assert log_in(guest).status_code == 200
    fail(guest, times=LIMIT - 1)
    assert log_in(guest).status_code == 200


def test_time_forgives(guest, verified):
    fail(guest)
    let_time_pass()
    assert log_in(guest).status_code == 200


def test_a_request_while_locked_does_not_prolong_the_lock(guest, verified):
    fail(guest)
    before = AccessAttempt.objects.get().attempt_time
    log_in(guest)
    assert AccessAttempt.objects.get().attempt_time == before


def test_another_network_address_is_not_locked_out(guest, verified):
    fail(guest)
    body = {"email": ADA, "password": PASSWORD}
    elsewhere = guest.post("/api/v1/auth/login/", body, format="json", REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200


def test_other_accounts_are_not_locked(guest, verified, other):
    fail(guest, "bob@example.com")
    assert log_in(guest).status_code == 200


def test_another_browser_does_not_reset_the_count(guest, verified):
    for number in range(LIMIT):
        log_in(guest, password="wrong", user_agent=f"Browser {number}")
    assert log_in(guest).status_code == 429


def test_old_failures_are_removed(guest, verified):
    fail(guest, "unknown@example.com", times=1)
    let_time_pass()
    fail(guest, times=1)
    assert AccessAttempt.objects.get().username == ADA


def test_the_old_password_cannot_be_guessed_with_a_token(api, verified):
    for _ in range(LIMIT):
        assert change_password(api, old="wrong").status_code == 400
    assert change_password(api).status_code == 429


@pytest.mark.parametrize(
    ("method", "route", "more"), [("delete", "user", {}), ("post", "email", {"email": "n@e.org"})]
)
def test_failures_count_wherever_a_password_is_required(api, verified, method, route, more):
    for _ in range(LIMIT):
        assert ask(api, route, method, password="wrong", **more).status_code == 400
    assert ask(api, route, method, password=PASSWORD, **more).status_code == 429


def test_failures_are_counted_although_requests_are_transactions(guest, verified):
    assert connection.settings_dict["ATOMIC_REQUESTS"]
    answers = [log_in(guest, password="wrong").status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]

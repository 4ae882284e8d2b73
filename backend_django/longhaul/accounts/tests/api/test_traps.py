"""The traps of e-mail-only accounts on dj-rest-auth, allauth and axes, as they were met."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import NoReverseMatch, get_resolver, reverse

from longhaul.accounts import sign_in as path
from longhaul.accounts.models import Token
from longhaul.accounts.tests.api.steps import (
    ADA,
    ask,
    change_password,
    log_in,
    register,
    reset,
    verify,
)
from longhaul.api.tests.steps import PASSWORD, sign_in, visit
from users.models import User


def test_1_registration_asks_for_no_user_name(guest, db):
    assert register(guest).status_code == 201


def test_2_registering_an_unverified_address_again_is_no_error(guest, db):
    assert register(guest).status_code == register(guest).status_code == 201


def test_2_an_address_in_another_case_is_no_second_user(guest, db):
    for email in ("admin@example.com", "Admin@example.com", "ADMIN@EXAMPLE.COM"):
        register(guest, email)
    assert User.objects.get().email == "admin@example.com"


def test_3_a_reset_needs_no_route_that_nobody_defines(guest, verified):
    with pytest.raises(NoReverseMatch):
        reverse("password_reset_confirm")
    assert ask(guest, "password/reset", email=ADA).status_code == 200


def test_4_what_the_registration_imports_is_installed():
    assert apps.is_installed("allauth.socialaccount")


@pytest.mark.parametrize("way", [log_in, sign_in])
def test_5_a_superuser_signs_in_through_the_api(guest, db, way):
    User.objects.create_superuser(ADA, PASSWORD)
    assert way(visit(guest)).status_code in (200, 204)


def test_5_so_does_one_of_the_command_line(guest, db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email=ADA, interactive=False, verbosity=0)
    assert log_in(guest).status_code == 200


@pytest.mark.parametrize("way", [log_in, sign_in])
def test_6_there_is_one_path_into_an_account(guest, verified, monkeypatch, way):
    visit(guest)
    monkeypatch.setattr(path, "authenticate", lambda *_, **__: None)
    assert way(guest).status_code == 400


def test_6_none_of_the_packages_own_routes_is_served():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not {name for name in names if name.startswith(("account_", "rest_", "socialaccount_"))}


def test_7_tokens_end_with_a_new_password(verified, client_of):
    change_password(client_of(verified))
    assert not Token.objects.exists()


def test_7_tokens_end_with_a_reset(guest, verified, client_of, mailoutbox):
    api = client_of(verified)
    ask(guest, "password/reset", email=ADA)
    reset(guest, mailoutbox[0])
    assert api.get("/api/v1/jobs/").status_code == 401


def test_8_failures_are_counted_although_requests_are_transactions(guest, verified):
    assert connection.settings_dict["ATOMIC_REQUESTS"]
    answers = [log_in(guest, password="wrong").status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


@pytest.mark.filterwarnings("error")
def test_9_no_request_warns_of_old_settings(guest, db, mailoutbox):
    register(guest)
    verify(guest, mailoutbox[0])
    ask(guest, "password/reset", email=ADA)
    assert reset(guest, mailoutbox[1]).status_code == 200

from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils import timezone

from longhaul.accounts.models import Session, Token
from longhaul.accounts.passwords import set_password
from longhaul.accounts.sessions import end_access
from longhaul.accounts.tasks import prune
from users.models import User

pytestmark = pytest.mark.django_db
NEW = "a quite different one"


@pytest.fixture
def token(user):
    return Token.objects.issue(user, "Laptop")


@pytest.fixture
def session(client, user):
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    return Session.objects.get()


def test_a_session_refers_to_its_user(session, user):
    assert session.user == user


def test_a_guests_session_has_no_user(client):
    session = client.session
    session["x"] = 1
    session.save()
    assert Session.objects.get().user is None


def test_the_session_of_a_deleted_user_is_deleted(session, user):
    user.delete()
    assert not Session.objects.exists()


def test_the_model_decodes_its_data(session, user):
    assert session.get_decoded()["_auth_user_id"] == str(user.pk)


def test_the_clean_up_is_registered_and_scheduled(settings):
    current_app.loader.import_default_modules()
    assert "accounts.prune" in current_app.tasks
    assert "accounts.prune" in [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]


def test_the_clean_up_deletes_what_has_expired(session, user):
    past, future = (timezone.now() + timedelta(days=days) for days in (-1, 1))
    for expires_at in (past, future, None):
        Token.objects.issue(user, "x", expires_at=expires_at)
    prune()
    assert (Token.objects.count(), Session.objects.count()) == (2, 1)
    Session.objects.update(expire_date=past)
    prune()
    assert not Session.objects.exists()


def test_a_new_password_ends_tokens_and_sessions(user, token, session):
    set_password(user, NEW)
    assert not Token.objects.exists()
    assert not Session.objects.exists()
    assert User.objects.get().check_password(NEW)


def test_a_new_password_can_keep_one_session(user, session):
    set_password(user, NEW, but_session=session.pk)
    assert Session.objects.contains(session)


def test_a_new_password_in_the_admin_ends_tokens(admin_client, user, token):
    address = f"/admin/users/user/{user.pk}/password/"
    admin_client.post(address, {"usable_password": "true", "password1": NEW, "password2": NEW})
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert not Token.objects.exists()


def test_a_new_password_on_the_command_line_ends_tokens(user, token, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: NEW)
    call_command("changepassword", user.email, verbosity=0)
    assert not Token.objects.exists()


def test_another_change_ends_nothing(user, token, session):
    user.first_name = "Ada"
    user.save()
    assert Token.objects.contains(token)
    assert Session.objects.contains(session)


def test_a_stronger_hash_of_the_same_password_ends_nothing(user, token, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert user.check_password("correct horse battery")
    assert user.password.startswith("scrypt")
    assert Token.objects.contains(token)


def test_access_ends_for_one_user_only(user, other, token):
    end_access(other)
    assert Token.objects.contains(token)
    end_access(user)
    assert not Token.objects.exists()

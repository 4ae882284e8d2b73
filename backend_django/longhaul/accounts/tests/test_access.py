import pytest
from django.core.management import call_command

from longhaul.accounts.models import Session, Token
from longhaul.accounts.passwords import set_password
from longhaul.accounts.sessions import end_access
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


def test_a_new_password_ends_tokens_and_sessions(user, token, session):
    set_password(user, NEW)
    assert not Token.objects.exists()
    assert not Session.objects.exists()
    assert User.objects.get().check_password(NEW)


def test_one_session_may_go_on(user, session):
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


def test_access_of_others_goes_on(user, other, token):
    end_access(other)
    assert Token.objects.contains(token)
    end_access(user)
    assert not Token.objects.exists()

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(settings):
    settings.SUPERUSER_EMAIL, settings.SUPERUSER_PASSWORD = "Root@example.com", "a long password"


def test_the_superuser_can_sign_in(named):
    call_command("ensure_superuser")
    user = User.objects.get(email="root@example.com")
    assert (user.is_superuser, user.is_staff) == (True, True)
    assert user.check_password("a long password")
    assert EmailAddress.objects.get(user=user).verified


def test_a_second_time_changes_nothing(named):
    call_command("ensure_superuser")
    before = User.objects.values().get()
    call_command("ensure_superuser")
    assert User.objects.values().get() == before


def test_a_new_password_takes_the_old_ones_place(named, settings):
    call_command("ensure_superuser")
    settings.SUPERUSER_PASSWORD = "another password"
    call_command("ensure_superuser")
    assert User.objects.get().check_password("another password")


def test_an_account_that_exists_is_raised(named):
    User.objects.create_user("root@example.com")
    call_command("ensure_superuser")
    assert User.objects.get().is_superuser


@pytest.mark.parametrize("missing", ["SUPERUSER_EMAIL", "SUPERUSER_PASSWORD"])
def test_without_both_there_is_none(named, settings, missing):
    setattr(settings, missing, "")
    call_command("ensure_superuser")
    assert not User.objects.exists()

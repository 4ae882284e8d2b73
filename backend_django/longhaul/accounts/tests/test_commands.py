import io
import json

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from longhaul.accounts.models import Token
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_file(settings, tmp_path):
    settings.DEMO_FILE = tmp_path / "demo.json"
    return settings.DEMO_FILE


def set_up():
    output = io.StringIO()
    call_command("setup_demo", stdout=output)
    return json.loads(output.getvalue())


@pytest.fixture
def named(settings):
    settings.SUPERUSER_EMAIL, settings.SUPERUSER_PASSWORD = "Root@example.com", "a long password"


def test_the_superuser_can_sign_in(named):
    call_command("ensure_superuser")
    user = User.objects.get(email="root@example.com")
    assert (user.is_superuser, user.is_staff) == (True, True)
    assert user.check_password("a long password")
    assert EmailAddress.objects.get(user=user).verified


def test_ensuring_a_superuser_twice_changes_nothing(named):
    call_command("ensure_superuser")
    before = User.objects.values().get()
    call_command("ensure_superuser")
    assert User.objects.values().get() == before


def test_a_new_password_of_the_superuser_replaces_the_old_one(named, settings):
    call_command("ensure_superuser")
    settings.SUPERUSER_PASSWORD = "another password"
    call_command("ensure_superuser")
    assert User.objects.get().check_password("another password")


def test_an_existing_account_becomes_a_superuser(named):
    User.objects.create_user("root@example.com")
    call_command("ensure_superuser")
    assert User.objects.get().is_superuser


@pytest.mark.parametrize("missing", ["SUPERUSER_EMAIL", "SUPERUSER_PASSWORD"])
def test_without_address_or_password_there_is_no_superuser(named, settings, missing):
    setattr(settings, missing, "")
    call_command("ensure_superuser")
    assert not User.objects.exists()


def test_both_accounts_can_sign_in_with_what_is_printed(demo_file):
    printed = set_up()
    for prefix in ("", "admin_"):
        user = User.objects.get(email=printed[f"{prefix}email"])
        assert user.check_password(printed[f"{prefix}password"])
        assert EmailAddress.objects.get(user=user, primary=True).verified


def test_the_token_belongs_to_the_demo_account(demo_file):
    printed = set_up()
    assert Token.objects.with_key(printed["token"]).get().user.email == printed["email"]


def test_the_settings_name_the_addresses(demo_file, settings):
    settings.DEMO_EMAIL, settings.DEMO_ADMIN_EMAIL = "try@product.test", "root@product.test"
    printed = set_up()
    assert (printed["email"], printed["admin_email"]) == ("try@product.test", "root@product.test")


def test_only_the_administrator_is_staff(demo_file):
    printed = set_up()
    assert list(User.objects.filter(is_staff=True)) == [
        User.objects.get(email=printed["admin_email"], is_superuser=True)
    ]


def test_setting_up_the_demo_twice_changes_nothing(demo_file):
    first = set_up()
    demo_file.write_text(json.dumps(first))
    assert set_up() == first
    assert User.objects.count() == 2


def test_an_invalid_demo_token_is_replaced(demo_file):
    first = set_up()
    demo_file.write_text(json.dumps(first))
    Token.objects.all().delete()
    second = set_up()
    assert second["token"] != first["token"]
    assert Token.objects.with_key(second["token"]).exists()


def test_a_lost_file_gives_new_passwords(demo_file):
    first = set_up()
    second = set_up()
    assert second["password"] != first["password"]
    assert User.objects.get(email=second["email"]).check_password(second["password"])


def test_there_is_no_demo_account_outside_development(settings):
    settings.DEMO_FILE = None
    with pytest.raises(CommandError, match="development"):
        call_command("setup_demo")
    assert not User.objects.exists()

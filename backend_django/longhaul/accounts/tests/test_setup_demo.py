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


def test_both_accounts_can_sign_in_with_what_is_printed(demo_file):
    printed = set_up()
    for prefix in ("", "admin_"):
        user = User.objects.get(email=printed[f"{prefix}email"])
        assert user.check_password(printed[f"{prefix}password"])
        assert EmailAddress.objects.get(user=user, primary=True).verified


def test_the_token_is_the_demo_accounts(demo_file):
    printed = set_up()
    assert Token.objects.with_key(printed["token"]).get().user.email == printed["email"]


def test_only_the_administrator_is_staff(demo_file):
    printed = set_up()
    assert list(User.objects.filter(is_staff=True)) == [
        User.objects.get(email=printed["admin_email"], is_superuser=True)
    ]


def test_a_second_time_changes_nothing(demo_file):
    first = set_up()
    demo_file.write_text(json.dumps(first))
    assert set_up() == first
    assert User.objects.count() == 2


def test_a_token_that_holds_no_more_is_replaced(demo_file):
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

import pytest

from longhaul.accounts.models import Token
from users.models import User

pytestmark = pytest.mark.django_db


def ask(client):
    return client.get("/staff-only/", headers={"X-Forwarded-Uri": "/flower/tasks"})


def test_staff_pass(client):
    client.force_login(User.objects.create_user("staff@example.com", is_staff=True))
    assert ask(client).status_code == 204


def test_a_guest_is_sent_to_sign_in_and_back(client):
    response = ask(client)
    assert (response.status_code, response.url) == (302, "/admin/login/?next=/flower/tasks")


def test_other_users_are_refused_with_the_reason(client):
    client.force_login(User.objects.create_user("user@example.com"))
    response = ask(client)
    assert (response.status_code, response.content) == (403, b"Only staff may see this.")


def test_a_token_does_not_open_what_a_session_opens(client):
    staff = User.objects.create_user("staff@example.com", is_staff=True)
    key = Token.objects.issue(staff, "A script").key
    response = client.get("/staff-only/", headers={"Authorization": f"Token {key}"})
    assert response.status_code == 302

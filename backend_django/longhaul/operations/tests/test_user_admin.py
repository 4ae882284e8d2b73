import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from users.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def staff():
    """Return a browser in which an administrator is signed in."""
    browser = Client()
    browser.force_login(User.objects.create_superuser("root@example.com", PASSWORD))
    return browser


@pytest.fixture
def registered():
    """Return an account with an unverified address."""
    user = User.objects.create_user("ada@example.com", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return user


def add(staff, email):
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    return staff.post("/admin/users/user/add/", {"email": email, **passwords})


def change(staff, user, **fields):
    joined = {"date_joined_0": "2026-11-20", "date_joined_1": "09:00:00"}
    form = {"email": user.email, "is_active": "on", **joined, **fields}
    return staff.post(f"/admin/users/user/{user.pk}/change/", form)


def sign_in(email):
    credentials = {"email": email, "password": PASSWORD}
    return Client().post("/api/v1/auth/session/", credentials, "application/json").status_code


def test_an_account_made_in_the_admin_can_sign_in(staff):
    assert add(staff, "New@Example.com").status_code == 302
    assert User.objects.filter(email="new@example.com").exists()
    assert sign_in("new@example.com") == 204


def test_the_same_address_in_another_case_is_refused_in_words(staff):
    assert add(staff, "ROOT@example.com").status_code == 200
    assert User.objects.count() == 1


def test_a_changed_address_is_the_one_to_sign_in_with(staff, registered):
    assert change(staff, registered, email="Other@example.com").status_code == 302
    assert sign_in("other@example.com") == 204
    assert sign_in("ada@example.com") == 400


def test_an_address_that_another_account_had_before_can_be_used(staff, registered):
    EmailAddress.objects.create(user=registered, email="old@example.com", verified=True)
    assert add(staff, "old@example.com").status_code == 302
    assert EmailAddress.objects.get(email="old@example.com").user.email == "old@example.com"


def test_other_changes_verify_no_address(staff, registered):
    assert change(staff, registered, first_name="Ada").status_code == 302
    assert User.objects.get(pk=registered.pk).first_name == "Ada"
    assert sign_in(registered.email) == 400

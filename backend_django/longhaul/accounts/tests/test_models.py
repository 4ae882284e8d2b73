import pytest
from django.db import IntegrityError

from users.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case():
    assert User.objects.create_user(" Ada@Example.COM ").email == "ada@example.com"


def test_so_is_one_from_a_form():
    user = User(email="Ada@Example.COM")
    user.clean()
    assert user.email == "ada@example.com"


def test_a_user_is_found_by_the_address_in_any_case():
    user = User.objects.create_user("ada@example.com")
    assert User.objects.get_by_natural_key("ADA@example.com") == user


def test_two_users_cannot_share_an_address():
    User.objects.create_user("ada@example.com")
    with pytest.raises(IntegrityError):
        User.objects.create(email="Ada@Example.com")


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")


def test_a_user_without_a_password_cannot_sign_in():
    assert not User.objects.create_user("ada@example.com").has_usable_password()


def test_a_password_is_kept_as_a_hash():
    user = User.objects.create_user("ada@example.com", "correct horse")
    assert user.password != "correct horse"
    assert user.check_password("correct horse")


def test_a_superuser_may_do_everything():
    user = User.objects.create_superuser("root@example.com", "correct horse")
    assert user.is_staff
    assert user.is_superuser


def test_a_user_is_called_by_the_address():
    assert str(User(email="ada@example.com")) == "ada@example.com"

"""Passwords as they come in: changed by their owner, or set by the link of a mail."""

from typing import Any

from dj_rest_auth.serializers import PasswordChangeSerializer as BaseChangeSerializer
from dj_rest_auth.serializers import PasswordResetConfirmSerializer as BaseConfirmSerializer
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as Unfit
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import get_error_detail

from .access import change_password
from .models import User
from .reset import find_user, reset_password
from .sign_in import check_password

MAX_PASSWORD = 128


class PasswordField(serializers.CharField):
    """A password, taken as it is: with the spaces at its ends."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": MAX_PASSWORD} | options
        style = {"input_type": "password"}
        super().__init__(trim_whitespace=False, write_only=True, style=style, **options)


def check_new(given: dict[str, Any], user: User, first: str, second: str) -> None:
    """Refuse a new password that was mistyped or is easy to guess."""
    if given[first] != given[second]:
        raise ValidationError({second: ["The two passwords are not the same."]}, "mismatch")
    try:
        validate_password(given[first], user)
    except Unfit as unfit:
        raise ValidationError({first: get_error_detail(unfit)}) from None


class PasswordChangeSerializer(BaseChangeSerializer):  # type: ignore[misc]
    """The old password, and the new one twice."""

    old_password = PasswordField(max_length=None)
    new_password1 = PasswordField()
    new_password2 = PasswordField()

    def validate_old_password(self, password: str) -> str:
        """Check it as signing in does: failures count."""
        if check_password(self.request, self.user.email, password) is None:
            raise ValidationError("This is not your password.", "wrong_password")
        return password

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_new(attrs, self.user, "new_password1", "new_password2")
        return attrs

    def save(self) -> None:
        change_password(self.request, self.user, self.validated_data["new_password1"])


class PasswordResetConfirmSerializer(BaseConfirmSerializer):  # type: ignore[misc]
    """The link's two parts, and the new password twice."""

    new_password1 = PasswordField()
    new_password2 = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        user = find_user(attrs["uid"], attrs["token"])
        if user is None:
            detail = "This link does not hold any more. Ask for a new mail."
            raise ValidationError({"token": [detail]}, "invalid_link")
        check_new(attrs, user, "new_password1", "new_password2")
        return attrs | {"user": user}

    def save(self) -> None:
        given = self.validated_data
        reset_password(given["user"], given["new_password1"])

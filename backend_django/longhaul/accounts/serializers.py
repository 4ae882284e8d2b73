"""Passwords as they come in: changed by their owner, or set by the link of a mail."""

from typing import Any

from dj_rest_auth.registration.serializers import RegisterSerializer as BaseRegisterSerializer
from dj_rest_auth.serializers import LoginSerializer as BaseLoginSerializer
from dj_rest_auth.serializers import PasswordChangeSerializer as BaseChangeSerializer
from dj_rest_auth.serializers import PasswordResetConfirmSerializer as BaseConfirmSerializer
from dj_rest_auth.serializers import UserDetailsSerializer
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as Unfit
from django.core.mail.message import sanitize_address
from django.db import models
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import get_error_detail

from longhaul.accounts.access import change_password
from longhaul.accounts.models import EmailUser
from longhaul.accounts.registration import find_user, reset_password
from longhaul.accounts.sign_in import check_password

# ── Passwords as they come in: changed by their owner, or set by the link of a mail.

MAX_PASSWORD = 128


class PasswordField(serializers.CharField):
    """A password, taken as it is: with the spaces at its ends."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": MAX_PASSWORD} | options
        style = {"input_type": "password"}
        super().__init__(trim_whitespace=False, write_only=True, style=style, **options)


def check_new(given: dict[str, Any], user: EmailUser, first: str, second: str) -> None:
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


# ── What comes in about accounts, checked; and the account as its owner sees it.

MAX_EMAIL = 254


class AddressField(serializers.EmailField):
    """An e-mail address, in lower case from here on."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_EMAIL, **options)

    def to_internal_value(self, data: Any) -> str:
        """Refuse what no mail could be sent to, however valid it looks."""
        address = super().to_internal_value(data).lower()
        try:
            sanitize_address(address, "utf-8")
        except ValueError:
            self.fail("invalid")
        return address


class WordsField(serializers.CharField):
    """A text, and nothing that would have to be made one."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse a number."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class LoginSerializer(BaseLoginSerializer):  # type: ignore[misc]
    """E-mail address and password; there is no user name."""

    username = None
    email = AddressField()
    password = PasswordField(max_length=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Find the user, on the one way that there is."""
        user = check_password(self.context["request"], attrs["email"], attrs["password"])
        if user is None:
            raise ValidationError("The e-mail address or the password is wrong.", "bad_credentials")
        return attrs | {"user": user}


class KeySerializer(serializers.Serializer[Any]):
    """The token that signing in answers with."""

    key = serializers.CharField()


class RegisterSerializer(BaseRegisterSerializer):  # type: ignore[misc]
    """Address and password of a new account. Whether the address is known is nobody's business."""

    username = None
    email = AddressField()
    password1 = PasswordField()
    password2 = PasswordField()

    def validate_email(self, email: str) -> str:
        return email

    def validate_password1(self, password: str) -> str:
        return password

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Compare and judge the passwords, as those of a user that does not exist yet."""
        check_new(attrs, get_user_model()(email=attrs["email"]), "password1", "password2")
        return attrs


class AddressSerializer(serializers.Serializer[Any]):
    """Where a mail is to go."""

    email = AddressField()


class VerifySerializer(serializers.Serializer[Any]):
    """The key out of a mail."""

    key = WordsField(max_length=1000)


class UserSerializer(UserDetailsSerializer):  # type: ignore[misc]
    """What a user may see and change of the own account."""

    serializer_field_mapping = UserDetailsSerializer.serializer_field_mapping | {
        models.CharField: WordsField
    }

    class Meta(UserDetailsSerializer.Meta):  # type: ignore[misc]
        model = get_user_model()
        fields = ("email", "first_name", "last_name", "is_staff")
        read_only_fields = ("email", "is_staff")


class ProofSerializer(serializers.Serializer[Any]):
    """The password of who asks, before what cannot be undone or would let somebody else in."""

    password = PasswordField(max_length=None)

    def validate_password(self, password: str) -> str:
        """Check it as signing in does: failures count."""
        request = self.context["request"]
        if check_password(request, request.user.email, password) is None:
            raise ValidationError("This is not your password.", "wrong_password")
        return password


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "change", {"email": "lovelace@example.com", "password": "correct horse battery staple"}
        )
    ]
)
class EmailChangeSerializer(ProofSerializer):
    """The new address."""

    email = AddressField()

    def validate_email(self, email: str) -> str:
        if email == self.context["request"].user.email:
            raise ValidationError("This is your address already.", "unchanged")
        return email


@extend_schema_serializer(examples=[OpenApiExample("token", {"name": "laptop"})])
class TokenSerializer(serializers.Serializer[Any]):
    """A token that somebody wants."""

    name = WordsField(max_length=100)
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate_expires_at(self, moment: Any) -> Any:
        if moment and moment <= timezone.now():
            raise ValidationError("Give a moment that is still to come.", "past")
        return moment

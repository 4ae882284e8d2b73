"""The bodies of requests and answers about accounts."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.mail.message import sanitize_address
from django.db import models
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, RootModel
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty, get_error_detail

from longhaul.accounts.passwords import change_password, find_user, reset_password
from longhaul.accounts.sign_in import check_password
from longhaul.api.http import Moment

MAX_EMAIL = 254
MAX_PASSWORD = 128

# ── Fields.


class AddressField(serializers.EmailField):
    """An e-mail address, converted to lower case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_EMAIL, **options)

    def to_internal_value(self, data: Any) -> str:
        """Refuse an address to which no mail can be sent, although its syntax is valid."""
        address = super().to_internal_value(data).lower()
        try:
            sanitize_address(address, "utf-8")
        except ValueError:
            self.fail("invalid")
        return address


class StringField(serializers.CharField):
    """A string. The framework's own field would convert numbers."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class PasswordField(serializers.CharField):
    """A password; leading and trailing spaces belong to it."""

    def __init__(self, **options: Any) -> None:
        options = {"max_length": MAX_PASSWORD} | options
        style = {"input_type": "password"}
        super().__init__(trim_whitespace=False, write_only=True, style=style, **options)


class CurrentPasswordField(PasswordField):
    """The caller's own password, before a dangerous change. As at sign-in, failures count."""

    default_error_messages = {"wrong_password": "This is not your password."}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=None, **options)

    def run_validation(self, data: Any = empty) -> Any:
        password = super().run_validation(data)
        request = self.context["request"]
        if check_password(request, request.user.email, password) is None:
            self.fail("wrong_password")
        return password


def check_new_password(given: dict[str, Any], user: Any, first: str, second: str) -> None:
    """Refuse a new password that was mistyped or is easy to guess.

    Raises:
        ValidationError: names the field.
    """
    if given[first] != given[second]:
        raise ValidationError({second: ["The two passwords are not the same."]}, "mismatch")
    try:
        validate_password(given[first], user)
    except DjangoValidationError as error:
        raise ValidationError({first: get_error_detail(error)}) from None


# ── Sign-in and registration.


class LoginSerializer(serializers.Serializer[Any]):
    """E-mail address and password; there is no user name."""

    email = AddressField()
    password = PasswordField(max_length=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        user = check_password(self.context["request"], attrs["email"], attrs["password"])
        if user is None:
            raise ValidationError("The e-mail address or the password is wrong.", "bad_credentials")
        return attrs | {"user": user}


class KeySerializer(serializers.Serializer[Any]):
    """The token that signing in answers with."""

    key = serializers.CharField()


class RegisterSerializer(serializers.Serializer[Any]):
    """Address and password of a new account. Nothing tells whether the address is registered."""

    email = AddressField()
    password1 = PasswordField()
    password2 = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_new_password(attrs, get_user_model()(email=attrs["email"]), "password1", "password2")
        return attrs


class AddressSerializer(serializers.Serializer[Any]):
    """The address to which a mail is sent."""

    email = AddressField()


class VerifySerializer(serializers.Serializer[Any]):
    """The key from a mail."""

    key = StringField(max_length=1000)


# ── Passwords.


class PasswordChangeSerializer(serializers.Serializer[Any]):
    """The old password, and the new one twice."""

    old_password = CurrentPasswordField()
    new_password1 = PasswordField()
    new_password2 = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        user = self.context["request"].user
        check_new_password(attrs, user, "new_password1", "new_password2")
        return attrs

    def save(self, **_: Any) -> None:
        request = self.context["request"]
        change_password(request, request.user, self.validated_data["new_password1"])


class PasswordResetConfirmSerializer(serializers.Serializer[Any]):
    """The two parts of the link, and the new password twice."""

    new_password1 = PasswordField()
    new_password2 = PasswordField()
    uid = serializers.CharField()
    token = serializers.CharField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        user = find_user(attrs["uid"], attrs["token"])
        if user is None:
            detail = "This link is invalid or has expired. Ask for a new mail."
            raise ValidationError({"token": [detail]}, "invalid_link")
        check_new_password(attrs, user, "new_password1", "new_password2")
        return attrs | {"user": user}

    def save(self, **_: Any) -> None:
        given = self.validated_data
        reset_password(given["user"], given["new_password1"])


# ── The own account.


class UserSerializer(serializers.ModelSerializer[Any]):
    """What users see of their own account, and may change."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        models.CharField: StringField
    }

    class Meta:
        model = get_user_model()
        fields = ("email", "first_name", "last_name", "is_staff")
        read_only_fields = ("email", "is_staff")


class ProofSerializer(serializers.Serializer[Any]):
    """The caller's password, before a change that cannot be undone or gives access to others."""

    password = CurrentPasswordField()


class EmailChangeSerializer(ProofSerializer):
    """The new address."""

    email = AddressField()

    def validate_email(self, email: str) -> str:
        if email == self.context["request"].user.email:
            raise ValidationError("This is your address already.", "unchanged")
        return email


class TokenSerializer(serializers.Serializer[Any]):
    """Name and end of a new token."""

    name = StringField(max_length=100)
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate_expires_at(self, moment: Any) -> Any:
        if moment and moment <= timezone.now():
            raise ValidationError("Give a time in the future.", "past")
        return moment


# ── Responses


class SessionUser(BaseModel):
    email: str
    is_staff: bool


class SessionDocument(BaseModel):
    """Who is signed in at the page; null for a guest."""

    user: SessionUser | None


class DetailDocument(BaseModel):
    """What happened, in one sentence."""

    detail: str


class EmailDocument(BaseModel):
    """An account's address; `pending` replaces it once it is verified."""

    email: str
    verified: bool
    pending: str | None


class TokenDocument(BaseModel):
    """A token; `last_used_at` is precise to the minute, null for a token never used."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: Moment
    last_used_at: Moment | None
    expires_at: Moment | None


class NewTokenDocument(TokenDocument):
    """A token that was just created."""

    key: str = Field(description="Send it as `Authorization: Token <key>`. It is shown only now.")


class TokenList(RootModel[list[TokenDocument]]):
    """The valid tokens."""

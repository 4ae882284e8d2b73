"""What comes in about accounts, checked; and the account as its owner sees it."""

from typing import Any

from dj_rest_auth.registration.serializers import RegisterSerializer as BaseRegisterSerializer
from dj_rest_auth.serializers import LoginSerializer as BaseLoginSerializer
from dj_rest_auth.serializers import UserDetailsSerializer
from django.core.mail.message import sanitize_address
from django.db import models
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from .models import User
from .passwords import PasswordField, check_new
from .sign_in import check_password

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
        check_new(attrs, User(email=attrs["email"]), "password1", "password2")
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
        model = User
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

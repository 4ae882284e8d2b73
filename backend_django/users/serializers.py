"""Accounts as the API shows them."""

from dj_rest_auth.serializers import LoginSerializer as BaseLoginSerializer
from dj_rest_auth.serializers import UserDetailsSerializer

from .models import User


class LoginSerializer(BaseLoginSerializer):  # type: ignore[misc]
    """E-mail address and password; there is no user name."""

    username = None


class UserSerializer(UserDetailsSerializer):  # type: ignore[misc]
    """What a user may see and change of the own account."""

    class Meta(UserDetailsSerializer.Meta):  # type: ignore[misc]
        model = User
        fields = ("email", "first_name", "last_name", "is_staff")
        read_only_fields = ("email", "is_staff")

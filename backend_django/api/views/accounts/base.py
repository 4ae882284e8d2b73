"""What the views of accounts share."""

from typing import Any, cast

from django.db import transaction
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from rest_framework.views import APIView

from users.models import User

from ...documents import DetailDocument
from ..base import document


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class AccountView(APIView):
    """A view of accounts. It opens its own transactions, so that failed sign-ins stay counted."""

    @property
    def owner(self) -> User:
        """Return the user who asks, where guests are kept out."""
        user: Any = self.request.user
        return cast("User", user)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Keep what is said about accounts out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


def checked(serializer_class: Any, request: Any) -> Any:
    """Return what came in, checked. Raises ValidationError."""
    serializer = serializer_class(data=request.data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def say(detail: str, status: int = 200) -> HttpResponse:
    """Answer with one sentence."""
    return document(DetailDocument(detail=detail), status)

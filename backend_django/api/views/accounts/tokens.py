"""The own tokens."""

from uuid import UUID

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from users.models import Token
from users.serializers import TokenSerializer

from ...documents import NewTokenDocument, TokenDocument, TokenList
from ...problems import Problem
from ..base import document
from .base import AccountView, checked

MAX_TOKENS = 100


class TokensView(AccountView):
    """List and make tokens."""

    def get(self, request: Request) -> HttpResponse:
        """List the tokens that hold, newest first, without their keys."""
        tokens = Token.objects.live().filter(user=self.owner)
        return document(TokenList([TokenDocument.model_validate(token) for token in tokens]))

    def post(self, request: Request) -> HttpResponse:
        """Make a token. Its key is shown now and never again."""
        given = checked(TokenSerializer, request)
        if Token.objects.filter(user=self.owner, is_sign_in=False).count() >= MAX_TOKENS:
            raise Problem("limit_exceeded", f"Delete one of your {MAX_TOKENS} tokens first.")
        token = Token.objects.issue(self.owner, given["name"], expires_at=given["expires_at"])
        return document(NewTokenDocument.model_validate(token), 201)


class TokenView(AccountView):
    """One token."""

    def delete(self, request: Request, token: str) -> HttpResponse:
        """End a token."""
        ended, _ = Token.objects.filter(user=self.owner, pk=UUID(token)).delete()
        if not ended:
            raise Http404
        return HttpResponse(status=204)

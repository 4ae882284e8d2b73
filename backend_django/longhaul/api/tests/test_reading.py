"""Jobs that are read in the statement that authenticates the request."""

import pytest
from rest_framework.authentication import BaseAuthentication

from longhaul.accounts.authentication import SessionAuthentication, TokenAuthentication
from longhaul.accounts.models import Token
from longhaul.api.jobs.listing import ListView
from longhaul.api.tests.steps import create, get, ids_of


@pytest.mark.parametrize("token", ["Token", "Token two words", "Token ünïcödé", "Token unknown"])
def test_a_token_that_is_refused_is_not_made_up_for_by_a_session(page, token):
    job = create(page)
    for address in (job["links"]["self"], "/api/v1/jobs/"):
        response = page.get(address, headers={"authorization": token.encode().decode("latin-1")})
        assert response.status_code == 401


def test_credentials_that_come_first_decide(page, other, monkeypatch):
    class AlwaysOther(BaseAuthentication):
        def authenticate(self, request):
            return other, None

    job = create(page)
    monkeypatch.setattr(ListView, "authentication_classes", [AlwaysOther, SessionAuthentication])
    assert ids_of(page.get("/api/v1/jobs/")) == []
    monkeypatch.setattr(
        ListView, "authentication_classes", [TokenAuthentication, SessionAuthentication]
    )
    assert ids_of(page.get("/api/v1/jobs/")) == [job["id"]]


def test_an_owner_who_is_not_active_reads_nothing(api, page, user):
    job = create(api)
    user.is_active = False
    user.save()
    for client in (api, page):
        assert get(client, job).status_code == 401
        assert client.get("/api/v1/jobs/").status_code == 401


def test_a_read_records_that_the_token_was_used(api):
    job = create(api)
    Token.objects.update(last_used_at=None)
    assert get(api, job).status_code == 200
    assert Token.objects.get().last_used_at is not None

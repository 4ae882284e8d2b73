"""Every operation of the engine, taken from its URL patterns: a new one is covered by itself."""

import pytest
from django.core.files.base import ContentFile
from django.urls import resolve, reverse
from django.utils import timezone
from rest_framework.test import APIClient

from longhaul.accounts import urls as accounts
from longhaul.accounts.models import Token
from longhaul.api import urls as api_urls
from longhaul.jobs.models import Job, JobFile, JobResult
from longhaul.operations import urls as system
from longhaul.registry import registry
from longhaul.tests.accounts import issue_key
from users.models import User

PATTERNS = [*accounts.urlpatterns, *system.urlpatterns, *api_urls.urlpatterns]
OPEN = {"version-info", "schema", "docs", "redoc"}
OPEN |= {"login", "session", "register", "verify-email", "resend-email"}
OPEN |= {"password-reset", "reset-confirm"}
METHODS = ("get", "post", "put", "patch", "delete")
NO_JOB = "00000000-0000-7000-8000-000000000000"
FEATURES = {feature.slug: feature for feature in registry}
ARGUMENTS = {"id": NO_JOB, "slug": "echo", "token": NO_JOB, "feature": "gone", "name": "table"}


def address_of(pattern, **arguments):
    arguments = ARGUMENTS | arguments
    named = {name: arguments[name] for name in pattern.pattern.regex.groupindex}
    namespace = "longhaul:" if pattern in api_urls.urlpatterns else ""
    return reverse(f"{namespace}{pattern.name}", "longhaul.urls", kwargs=named)


def operations(patterns):
    return [
        pytest.param(method, pattern, id=f"{method} {pattern.name}")
        for pattern in patterns
        for method in METHODS
        if hasattr(getattr(pattern.callback, "cls", None), method)
    ]


def slug_of(pattern):
    """Return the feature that an address is about; of a retired one the test makes one up."""
    feature = pattern.callback.view_initkwargs.get("feature")
    return feature.slug if feature else ARGUMENTS["feature"]


GUARDED = [pattern for pattern in PATTERNS if pattern.name not in OPEN]
OF_A_JOB = [pattern for pattern in GUARDED if "id" in pattern.pattern.regex.groupindex]


@pytest.fixture
def job_of(user):
    """Return a function that makes a completed job of a feature, with all its files."""

    def make(slug):
        job = Job.objects.create(
            feature=slug,
            owner=user,
            queue="default",
            status="completed",
            finished_at=timezone.now(),
        )
        JobResult.objects.create(job=job, attempt=1, data={}, size=2)
        for name in FEATURES[slug].file_names() if slug in FEATURES else ["table"]:
            file = ContentFile(b"x", name="x")
            JobFile.objects.create(
                job=job, kind="input", name=name, filename="x", file=file, size=1
            )
        return job

    return make


@pytest.mark.parametrize(("method", "pattern"), operations(GUARDED))
def test_a_guest_is_401(transactional_db, method, pattern):
    response = getattr(APIClient(), method)(address_of(pattern))
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "pattern"), operations(GUARDED))
def test_a_revoked_token_is_401(user, method, pattern):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue_key(user)}")
    Token.objects.all().delete()
    assert getattr(client, method)(address_of(pattern)).status_code == 401


@pytest.mark.parametrize(("method", "pattern"), operations(GUARDED))
def test_a_cookie_alone_changes_nothing(user, method, pattern):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(user, "longhaul.accounts.sign_in.EmailBackend")
    response = getattr(client, method)(address_of(pattern))
    if method == "get":
        assert response.status_code in (200, 403, 404)
    else:
        assert response.status_code in (401, 403)  # 401 where a token is the only way in
        assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize(("method", "pattern"), operations(OF_A_JOB))
def test_another_user_is_404_as_if_there_were_no_job(job_of, client_of, other, method, pattern):
    job = job_of(slug_of(pattern))
    before = Job.objects.values().get()
    client = client_of(other)
    theirs = getattr(client, method)(address_of(pattern, id=job.pk))
    none = getattr(client, method)(address_of(pattern))
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert theirs.json()["detail"] == none.json()["detail"]
    assert Job.objects.values().get() == before


@pytest.mark.parametrize(("method", "pattern"), operations(OF_A_JOB))
def test_the_owner_is_not_404(job_of, api, method, pattern):
    client = APIClient()
    client.credentials(**api._credentials)
    job = job_of(slug_of(pattern))
    response = getattr(client, method)(address_of(pattern, id=job.pk))
    assert response.status_code != 404
    response.close()


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_address_takes_a_slash_or_none(pattern):
    address = address_of(pattern).rstrip("/")
    assert resolve(address).url_name == resolve(f"{address}/").url_name == pattern.name


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/problems/internal"])
def test_so_does_every_address_at_the_root(address):
    assert resolve(address).func == resolve(f"{address}/").func != resolve("/").func


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_post_without_a_slash_keeps_its_body(api, slash):
    body = {"options": {"text": "kept"}}
    response = api.post(f"/api/v1/echo/create{slash}", body, format="json")
    assert response.json()["options"]["text"] == "kept"


def test_lists_show_nothing_of_others(job_of, client_of, other):
    job_of("echo")
    for address in (
        "/api/v1/jobs/",
        "/api/v1/echo/list/",
        f"/api/v1/jobs/?ids={Job.objects.get().pk}",
    ):
        assert client_of(other).get(address).json()["results"] == []

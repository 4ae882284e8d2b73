import re
from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection

from longhaul.api.problems import internal_error
from longhaul.api.tests.steps import post, upload
from longhaul.jobs.models import Job, JobFile
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = re.compile("BEGIN|(WITH .*)?INSERT", re.DOTALL)


@pytest.fixture
def removed_meanwhile(api):
    """Let the account go after the request was authenticated, before it writes anything."""

    def remove_first(execute, sql, *rest):
        if WRITES.match(sql) and User.objects.exists():
            remover = Thread(target=remove_everybody)
            remover.start()
            remover.join()
        return execute(sql, *rest)

    with connection.execute_wrapper(remove_first):
        yield


def remove_everybody():
    User.objects.all().delete()
    connection.close()


@pytest.mark.parametrize(
    "ask",
    [
        post,
        upload,
        lambda api: api.post("/api/v1/auth/tokens/", {"name": "late"}, format="json"),
    ],
    ids=["a job", "a job with a file", "a token"],
)
def test_who_is_removed_in_the_moment_of_asking_is_told_to_sign_in(api, removed_meanwhile, ask):
    response = ask(api)
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert response.json()["detail"] == "This account was removed."
    assert not Job.objects.exists()
    assert not JobFile.objects.exists()


@pytest.mark.parametrize(
    "values", [{"user": AnonymousUser()}, {}], ids=["a guest", "not authenticated yet"]
)
def test_a_guest_is_not_told_of_an_account_when_something_of_ours_is_wrong(rf, values):
    request = rf.get("/")
    vars(request).update(values)
    try:
        raise IntegrityError
    except IntegrityError:
        response = internal_error(request)
    assert response.status_code == 500

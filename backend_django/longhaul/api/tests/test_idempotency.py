from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import run, upload
from longhaul.jobs.models import IdempotencyKey, Job
from longhaul.jobs.pruning import prune_all

KEY = {"Idempotency-Key": "order-7"}


def ask(api, options=None, slug="echo", headers=KEY, **body):
    body = {"options": options or {}, **body}
    return api.post(f"/api/v1/{slug}/create/", body, format="json", headers=headers)


def ask_with_file(api, content=b"hello", name="hello.txt", **parts):
    api.credentials(**{**api._credentials, "HTTP_IDEMPOTENCY_KEY": "order-7"})
    return upload(api, content, name, **parts)


def test_the_same_request_again_gives_the_same_job(api):
    first, second = ask(api), ask(api)
    assert second.status_code == 202
    assert second.json()["id"] == first.json()["id"]
    assert second["Location"] == first["Location"]
    assert Job.objects.count() == 1


def test_only_a_replay_says_so(api):
    first, second = ask(api), ask(api)
    assert not first.has_header("Idempotency-Replayed")
    assert second["Idempotency-Replayed"] == "true"


def test_a_replay_shows_the_job_as_it_is_now(api):
    run(ask(api).json())
    assert ask(api).json()["status"] == "completed"


def test_without_a_key_each_request_makes_a_job(api):
    ask(api, headers={})
    ask(api, headers={"Idempotency-Key": ""})
    assert Job.objects.count() == 2


@pytest.mark.parametrize(
    "again", [{"options": {"text": "other"}}, {"available_at": "2999-01-01T00:00:00Z"}]
)
def test_another_request_under_the_same_key_is_422(api, again):
    ask(api)
    response = ask(api, **again)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Job.objects.count() == 1


def test_options_are_compared_by_their_meaning(api):
    ask(api)
    response = ask(api, {"times": "1", "text": "hello"})
    assert response["Idempotency-Replayed"] == "true"


def test_the_same_moment_counts_as_the_same_however_it_is_written(api):
    ask(api, available_at="2999-01-01T00:00:00Z")
    response = ask(api, available_at="2999-01-01T01:00:00+01:00")
    assert response["Idempotency-Replayed"] == "true"


def test_a_form_counts_by_its_files_not_by_its_boundary(api):
    first, second = ask_with_file(api), ask_with_file(api, name="other.txt")
    assert second.json()["id"] == first.json()["id"]


@pytest.mark.parametrize("again", [{"content": b"other"}, {"options": '{"upper": true}'}])
def test_another_file_under_the_same_key_is_422(api, again):
    ask_with_file(api)
    assert ask_with_file(api, **again).status_code == 422


def test_a_key_belongs_to_its_owner(api, client_of, other):
    ask(api)
    assert not ask(client_of(other)).has_header("Idempotency-Replayed")


def test_a_key_belongs_to_its_feature(api):
    ask(api)
    assert not ask(api, slug="script").has_header("Idempotency-Replayed")


def test_an_error_is_not_remembered(api):
    assert ask(api, {"times": 9}).status_code == 400
    assert ask(api).status_code == 202


def test_the_key_of_a_deleted_job_is_410(api):
    job = ask(api).json()
    api.delete(job["links"]["delete"])
    response = ask(api)
    assert (response.status_code, response.json()["code"]) == (410, "job_deleted")


def test_a_key_is_kept_for_a_day(api):
    ask(api)
    left = IdempotencyKey.objects.get().expires_at - timezone.now()
    assert timedelta(hours=23) < left <= timedelta(hours=24)


@pytest.mark.parametrize("pruned", [True, False])
def test_a_key_past_its_time_is_free_again(api, pruned):
    ask(api)
    IdempotencyKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if pruned:
        prune_all()
    assert ask(api, {"text": "other"}).status_code == 202
    assert Job.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 256, "a\tb", "a\x7fb"])
def test_a_malformed_key_is_refused(api, key):
    response = ask(api, headers={"Idempotency-Key": key})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "Idempotency-Key"


def test_a_long_key_is_taken(api):
    assert ask(api, headers={"Idempotency-Key": "x" * 255}).status_code == 202

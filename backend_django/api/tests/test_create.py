from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jobs.models import Job, JobFile

from .steps import create, post, upload


def errors_of(response):
    return [(error["field"], error["code"]) for error in response.json()["errors"]]


def test_create_answers_with_the_status_document(api):
    response = post(api, options={"text": "hi"})
    job = response.json()
    assert response.status_code == 202
    assert (job["status"], job["phase"], job["attempt"]) == ("pending", "queued", 0)
    assert job["options"] == {"text": "hi", "times": 1}
    assert response["Location"] == job["links"]["self"] == f"/api/v1/echo/status/{job['id']}/"


def test_create_says_when_to_ask_again(api):
    assert int(post(api)["Retry-After"]) >= 1


@pytest.mark.parametrize("body", [{}, {"options": None}, {"options": {}}])
def test_missing_options_are_the_defaults(api, body):
    assert post(api, **body).json()["options"] == {"text": "hello", "times": 1}


def test_an_empty_body_is_the_defaults(api):
    assert api.post("/api/v1/echo/create/").status_code == 202


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"times": 9}, ("options.times", "less_than_equal")),
        ({"times": "many"}, ("options.times", "int_parsing")),
        ({"text": None}, ("options.text", "string_type")),
        ({"text": "x" * 101}, ("options.text", "string_too_long")),
        ({"colour": "red"}, ("options.colour", "extra_forbidden")),
        ([], ("options", "model_type")),
        (7, ("options", "model_type")),
        ("{", ("options", "invalid")),
    ],
)
def test_a_bad_option_is_named(api, options, error):
    response = post(api, options=options)
    assert (response.status_code, errors_of(response)) == (400, [error])
    assert not Job.objects.exists()


def post_raw(api, body, slug="echo"):
    return api.post(f"/api/v1/{slug}/create/", body, content_type="application/json")


@pytest.mark.parametrize("text", [r"nul \u0000", r"half \ud800"])
def test_text_that_cannot_be_stored_is_refused(api, text):
    response = post_raw(api, f'{{"options": {{"text": "{text}"}}}}')
    assert (response.status_code, errors_of(response)[0][0][:7]) == (400, "options")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", '"nan"'])
def test_a_number_that_is_none_is_refused(api, number):
    response = post_raw(api, f'{{"options": {{"step_seconds": {number}}}}}', "script")
    assert response.status_code == 400


@pytest.mark.parametrize("body", [" ", "{", "[]", "7", "null", '"text"', "{'a': 1}", "\xff"])
def test_a_body_that_is_no_object_is_refused(api, body):
    response = post_raw(api, body.encode("latin-1"))
    assert response.status_code == 400


@pytest.mark.parametrize(("depth", "status"), [(18, 202), (19, 400), (1_000, 400), (100_000, 400)])
def test_a_body_is_at_most_twenty_levels_deep(api, depth, status):
    body = '{"options": {"ignored": ' + "[" * depth + "]" * depth + "}}"
    assert post_raw(api, body, "script").status_code == status


def test_a_body_that_is_too_large_is_refused(api):
    response = post(api, options={"text": "x" * 1_000_000})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_an_unknown_field_is_refused(api):
    response = post(api, optoins={})
    assert (response.status_code, errors_of(response)) == (400, [("optoins", "unknown")])


@pytest.mark.parametrize("charset", ["utf-8", "no-such", "rot13", "hex", "utf-16"])
def test_json_is_utf_8_whatever_the_charset_says(api, charset):
    kind = f"application/json; charset={charset}"
    response = api.generic("POST", "/api/v1/echo/create/", '{"options": {}}', content_type=kind)
    assert response.status_code == 202


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense"])
def test_another_content_type_is_refused(api, kind):
    response = api.post("/api/v1/echo/create/", "options={}", content_type=kind)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_a_feature_without_uploads_takes_no_form(api):
    assert api.post("/api/v1/echo/create/", {"options": "{}"}, "multipart").status_code == 415


def test_a_feature_with_uploads_takes_no_json(api):
    assert post(api, "copy-file", options={}).status_code == 415


def test_a_file_comes_with_its_options(api):
    response = upload(api, options='{"upper": true}')
    job = response.json()
    assert (response.status_code, job["options"]) == (202, {"upper": True})
    assert (job["title"], job["files"][0]["name"]) == ("hello.txt", "hello.txt")
    assert (job["files"][0]["kind"], job["files"][0]["size"]) == ("input", 5)


def test_a_form_without_options_takes_the_defaults(api):
    assert upload(api).json()["options"] == {"upper": False}


@pytest.mark.parametrize("options", [" ", "{", "[]", "7", "[" * 5_000, '{"upper": NaN}'])
def test_options_in_a_form_are_a_json_object(api, options):
    assert upload(api, options=options).status_code == 400


def test_options_are_no_file(api):
    response = upload(api, options=SimpleUploadedFile("options.json", b"{}"))
    assert (response.status_code, errors_of(response)) == (400, [("options", "unknown")])


@pytest.mark.parametrize("part", [{"extra": "1"}, {"extra": SimpleUploadedFile("a.txt", b"x")}])
def test_an_unknown_part_is_refused(api, part):
    response = upload(api, **part)
    assert (response.status_code, errors_of(response)) == (400, [("extra", "unknown")])


def test_a_missing_file_is_refused(api):
    response = api.post("/api/v1/copy-file/create/", {"options": "{}"}, format="multipart")
    assert (response.status_code, errors_of(response)) == (400, [("text", "required")])


@pytest.mark.parametrize("text", ["a text, not a file", ""])
def test_a_text_is_no_file(api, text):
    response = api.post("/api/v1/copy-file/create/", {"text": text}, format="multipart")
    assert (response.status_code, errors_of(response)) == (400, [("text", "required")])


def test_two_files_are_one_too_many(api):
    two = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
    response = api.post("/api/v1/copy-file/create/", {"text": two}, format="multipart")
    assert (response.status_code, errors_of(response)) == (400, [("text", "too_many_files")])


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.txt", b"", 400, "empty_file"),
        ("a.pdf", b"text", 415, "unsupported_media_type"),
        ("txt", b"text", 415, "unsupported_media_type"),
        ("a.bin", b"BIN2", 415, "unsupported_media_type"),
        ("a.bin", b"B", 415, "unsupported_media_type"),
        ("a.txt", b"x" * 50_001, 413, "too_large"),
    ],
)
def test_a_wrong_file_is_refused_at_the_door(api, name, content, status, code):
    response = upload(api, content, name)
    assert (response.status_code, errors_of(response)) == (status, [("text", code)])
    assert not Job.objects.exists()


@pytest.mark.parametrize(("name", "size"), [("a.bin", 4), ("A.BIN", 4), ("a.txt", 50_000)])
def test_a_file_within_the_limits_is_taken(api, name, size):
    assert upload(api, b"BIN1".ljust(size), name).status_code == 202


def test_a_file_too_large_is_told_the_limit(api):
    assert "0.05 MB" in upload(api, b"x" * 50_001).json()["detail"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\files\a.txt", "a.txt"),
        ("it's; <1> & 2.txt", "it's; <1> & 2.txt"),
        ("données 数据.txt", "données 数据.txt"),
    ],
)
def test_a_file_keeps_its_name_but_no_path(api, name, kept):
    assert upload(api, name=name).json()["title"] == kept


@pytest.mark.parametrize("letter", ["a", "é", "数", "🚚"])
def test_a_very_long_name_is_cut_at_its_beginning(api, letter):
    job = upload(api, name=letter * (900 // len(letter.encode())) + ".txt").json()
    assert job["title"].endswith(f"{letter}.txt")
    assert api.get(job["files"][0]["url"]).getvalue() == b"hello"


def test_a_form_without_a_boundary_is_refused(api):
    response = api.post("/api/v1/copy-file/create/", b"x", content_type="multipart/form-data")
    assert response.status_code == 400


def test_a_form_with_a_very_large_text_is_refused(api):
    response = upload(api, options=" " * 1_100_000)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_a_form_with_very_many_parts_is_refused(api):
    parts = {f"part{number}": SimpleUploadedFile("a.txt", b"x") for number in range(101)}
    assert upload(api, **parts).status_code == 400


def test_a_job_can_be_scheduled(api):
    later = timezone.now() + timedelta(hours=1)
    response = post(api, available_at=later.isoformat())
    assert response.json()["phase"] == "scheduled"
    assert response["Retry-After"] == "60"
    assert Job.objects.get().available_at == later


def test_a_job_with_a_file_can_be_scheduled(api):
    assert upload(api, available_at="2999-01-01T00:00:00Z").json()["phase"] == "scheduled"


def test_a_moment_in_the_past_means_now(api):
    job = post(api, available_at="2001-01-01T00:00:00Z").json()
    assert (job["phase"], job["available_at"]) == ("queued", job["created_at"])


@pytest.mark.parametrize(
    "moment",
    ["soon", 7, True, [], {}, "2026-13-01T00:00:00Z", "2026\0", "9999-12-31T23:59:59-14:00"],
)
def test_garbage_is_no_moment(api, moment):
    response = post(api, available_at=moment)
    assert (response.status_code, errors_of(response)) == (400, [("available_at", "invalid")])


def test_a_refused_create_stores_no_file(api):
    upload(api, options="{")
    assert not JobFile.objects.exists()


def test_times_are_utc_with_milliseconds(api):
    moment = create(api)["created_at"]
    assert moment.endswith("Z")
    assert len(moment) == len("2026-11-20T09:03:00.123Z")

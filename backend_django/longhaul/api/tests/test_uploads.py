import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from longhaul.api.tests.steps import errors_of, upload
from longhaul.jobs.models import Job, JobFile


def test_a_file_comes_with_its_options(api):
    response = upload(api, options='{"upper": true}')
    job = response.json()
    assert (response.status_code, job["options"]) == (202, {"upper": True})
    assert (job["title"], job["files"][0]["name"]) == ("hello.txt", "hello.txt")
    assert (job["files"][0]["kind"], job["files"][0]["size"]) == ("input", 5)


def test_a_form_without_options_takes_the_defaults(api):
    assert upload(api).json()["options"] == {"upper": False}


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


def test_a_refused_create_stores_no_file(api):
    upload(api, options="{")
    assert not JobFile.objects.exists()

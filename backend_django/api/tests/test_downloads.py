import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import JobFile

from .steps import change, create, get, run, upload

TEXT = b"0123456789"


@pytest.fixture
def copied(api):
    return run(upload(api, TEXT).json())


def download(api, job, **headers):
    return api.get(job["links"]["downloads"]["copy"], headers=headers)


def test_a_download_is_the_file(api, copied):
    response = download(api, copied)
    assert (response.status_code, response.getvalue()) == (200, TEXT)
    assert (response["Content-Length"], response["Content-Type"]) == ("10", "text/plain")
    assert response["Content-Disposition"] == 'attachment; filename="copy.txt"'


def test_a_download_is_never_run_or_kept_by_others(api, copied):
    response = download(api, copied)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Authorization, Cookie, Accept"


@pytest.mark.parametrize("accept", ["text/plain", "text/html", "application/json", "image/*"])
def test_a_download_comes_whatever_is_accepted(api, copied, accept):
    assert download(api, copied, accept=accept).status_code == 200


def test_an_upload_can_be_fetched_from_the_start(api):
    job = upload(api, TEXT).json()
    response = api.get(job["files"][0]["url"])
    assert response.getvalue() == TEXT
    assert response["Content-Type"] == "application/octet-stream"


def test_a_name_beyond_ascii_is_told(api):
    job = upload(api, name="données.txt").json()
    disposition = api.get(job["files"][0]["url"])["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''donn%C3%A9es.txt"


@pytest.mark.parametrize("name", ["copy", "text"])
def test_the_etag_is_the_digest(api, copied, name):
    response = api.get(f"/api/v1/copy-file/download-{name}/{copied['id']}")
    assert response["ETag"] == f'"{hashlib.sha256(TEXT).hexdigest()}"'


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_an_unchanged_file_is_304(api, copied, form):
    etag = download(api, copied)["ETag"]
    response = download(api, copied, if_none_match=form.format(etag))
    assert (response.status_code, response["ETag"]) == (304, etag)
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("wanted", "part", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=9-9", b"9", "bytes 9-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", TEXT, "bytes 0-9/10"),
    ],
)
def test_a_range_is_206(api, copied, wanted, part, content_range):
    response = download(api, copied, range=wanted)
    assert (response.status_code, response.getvalue()) == (206, part)
    assert response["Content-Range"] == content_range
    assert response["Content-Length"] == str(len(part))
    assert response["Content-Disposition"] == 'attachment; filename="copy.txt"'
    assert response["Content-Type"] == "text/plain"


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_a_range_beyond_the_end_is_416(api, copied, wanted):
    response = download(api, copied, range=wanted)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")
    assert response.json()["code"] == "range_not_satisfiable"


@pytest.mark.parametrize(
    "wanted",
    ["bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=3-1", "lines=0-3", "bytes=0-1,3-4", "0-3"],
)
def test_a_malformed_range_gives_the_whole(api, copied, wanted):
    response = download(api, copied, range=wanted)
    assert (response.status_code, response.getvalue()) == (200, TEXT)


def test_a_range_holds_if_the_file_is_still_the_same(api, copied):
    etag = download(api, copied)["ETag"]
    assert download(api, copied, range="bytes=0-3", if_range=etag).status_code == 206


def test_a_range_of_another_file_gives_the_whole(api, copied):
    response = download(api, copied, range="bytes=0-3", if_range='"another"')
    assert (response.status_code, response.getvalue()) == (200, TEXT)


def test_ranges_are_announced(api, copied):
    assert download(api, copied)["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-3"}])
def test_head_tells_the_size_without_the_file(api, copied, headers):
    response = api.head(copied["links"]["downloads"]["copy"], headers=headers)
    assert (response.status_code, response["Content-Length"]) == (200, "10")
    assert response.getvalue() == b""


def test_a_download_is_not_ready_before_the_end(api):
    response = download(api, upload(api).json())
    assert (response.status_code, response.json()["code"]) == (409, "not_ready")
    assert response["Retry-After"]


def test_a_failed_job_has_no_download(api):
    response = download(api, run(upload(api, b"refuse me").json()))
    assert (response.status_code, response.json()["code"]) == (409, "refused_by_itself")


@pytest.mark.parametrize("name", ["copy", "text"])
def test_purged_files_are_410(api, job_in, name):
    response = api.get(f"/api/v1/copy-file/download-{name}/{job_in('purged')['id']}/")
    assert (response.status_code, response.json()["code"]) == (410, "expired")


@pytest.mark.parametrize("name", ["copy", "text"])
def test_files_past_their_time_are_410(api, copied, name):
    change(copied, expires_at=timezone.now() - timedelta(seconds=1))
    assert api.get(f"/api/v1/copy-file/download-{name}/{copied['id']}/").status_code == 410


def test_a_file_that_is_gone_from_the_disk_is_404(api, copied):
    file = JobFile.objects.get(name="copy")
    file.file.storage.delete(file.file.name)
    assert download(api, copied).status_code == 404


def test_a_feature_has_no_other_downloads(api):
    job = create(api)
    assert api.get(f"/api/v1/echo/download-copy/{job['id']}/").status_code == 404


def test_results_and_downloads_agree(api, copied):
    [file] = get(api, copied, "results").json()["files"]
    response = api.get(file["url"])
    assert response["ETag"] == f'"{file["sha256"]}"'
    assert len(response.getvalue()) == file["size"]

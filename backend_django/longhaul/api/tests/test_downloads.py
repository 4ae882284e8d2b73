import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from longhaul.api.tests.steps import TEXT, change, create, download, get, run, upload
from longhaul.jobs.models import JobFile


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

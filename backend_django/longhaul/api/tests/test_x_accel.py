import pytest

from longhaul.api.tests.steps import TEXT, download, upload
from longhaul.jobs.models import JobFile
from users.models import User


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.DOWNLOADS_BY_PROXY = True


def test_the_proxy_is_told_which_file_to_send(api, copied):
    response = download(api, copied)
    assert (response.status_code, response.content) == (200, b"")
    stored = JobFile.objects.get(name="copy").file.name
    assert response["X-Accel-Redirect"] == f"/{stored}"


def test_it_gets_all_headers_that_a_download_has(api, copied):
    response = download(api, copied)
    assert response["Content-Disposition"] == 'attachment; filename="copy.txt"'
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{JobFile.objects.get(name="copy").sha256}"'


def test_a_name_is_escaped_as_addresses_are(api):
    job = upload(api, TEXT, name="données.txt").json()
    response = api.get(job["files"][0]["url"])
    assert response["X-Accel-Redirect"].endswith("/donn%C3%A9es.txt")


def test_the_proxy_sees_to_ranges(api, copied):
    assert download(api, copied, range="bytes=0-3").status_code == 200


def test_a_range_beyond_the_end_never_reaches_it(api, copied):
    assert download(api, copied, range="bytes=10-").json()["code"] == "range_not_satisfiable"


def test_an_unchanged_file_is_not_sent_again(api, copied):
    etag = download(api, copied)["ETag"]
    assert download(api, copied, if_none_match=etag).status_code == 304


def test_a_file_that_is_gone_is_404(api, copied):
    file = JobFile.objects.get(name="copy").file
    file.storage.delete(file.name)
    assert download(api, copied).status_code == 404


def test_another_users_file_is_not_sent(client_of, copied):
    stranger = User.objects.create_user("stranger@example.com")
    response = download(client_of(stranger), copied)
    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response

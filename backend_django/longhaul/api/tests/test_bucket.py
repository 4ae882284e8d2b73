"""Files in S3-compatible storage: a real server of it, asked over HTTP."""

import boto3
import pytest
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from longhaul.api.tests.steps import TEXT, download, run, upload
from longhaul.jobs.models import Job, JobFile
from longhaul.jobs.services import delete
from longhaul.settings.from_url import media_storage

BUCKET = "uploads"


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield "{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(server, settings):
    url = f"s3://key:secret@{server}/{BUCKET}?tls=false&region=us-east-1"
    settings.STORAGES = settings.STORAGES | {"default": media_storage(url)}
    options = settings.STORAGES["default"]["OPTIONS"]
    bucket = boto3.resource(
        "s3",
        endpoint_url=options["endpoint_url"],
        region_name=options["region_name"],
        aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"],
    ).Bucket(BUCKET)
    bucket.create()
    yield bucket
    bucket.objects.all().delete()


@pytest.fixture
def copied(bucket, api):
    """Return a completed job whose files are in the bucket."""
    return run(upload(api, TEXT).json())


def names_in(bucket):
    return {item.key.split("/", 2)[2] for item in bucket.objects.all()}


def test_uploads_and_results_lie_in_the_bucket(bucket, copied):
    assert names_in(bucket) == {"input/text/hello.txt", "output/copy/copy.txt"}


def test_a_worker_reads_and_writes_there(api, copied):
    assert Job.objects.get(pk=copied["id"]).status == "completed"
    assert download(api, copied).getvalue() == TEXT


def test_a_part_can_be_fetched(api, copied):
    response = download(api, copied, range="bytes=3-5")
    assert (response.status_code, response.getvalue()) == (206, TEXT[3:6])
    assert response["Content-Length"] == "3"


@pytest.mark.parametrize("wanted", [{}, {"range": "bytes=3-5"}], ids=["whole", "part"])
def test_a_download_is_passed_on_as_it_comes(api, copied, monkeypatch, wanted):
    monkeypatch.setattr("storages.backends.s3.S3File.file", property(pytest.fail))
    response = download(api, copied, **wanted)
    assert response.getvalue() == (TEXT[3:6] if wanted else TEXT)
    assert response["Content-Length"] == str(3 if wanted else len(TEXT))


def test_an_empty_file_can_be_downloaded(api, copied, bucket):
    file = JobFile.objects.get(name="copy")
    bucket.put_object(Key=file.file.name, Body=b"")
    JobFile.objects.filter(pk=file.pk).update(size=0)
    assert download(api, copied).getvalue() == b""


def test_a_large_file_is_not_held_in_memory(bucket):
    bucket.put_object(Key="large", Body=bytes(5_000_001))
    with default_storage.open("large") as file:
        assert len(file.read()) == 5_000_001
        assert file.file.name is not None, "Python names the temporary files that are on the disk"


def test_the_proxy_is_not_asked_for_what_it_does_not_have(api, copied, settings):
    settings.DOWNLOADS_BY_PROXY = True
    response = download(api, copied)
    assert "X-Accel-Redirect" not in response
    assert response.getvalue() == TEXT


def test_a_file_that_is_gone_is_404(api, copied):
    default_storage.delete(JobFile.objects.get(name="copy").file.name)
    assert download(api, copied).status_code == 404


def test_a_deleted_job_leaves_nothing_there(bucket, copied):
    delete(Job.objects.get(pk=copied["id"]))
    assert names_in(bucket) == set()

import pytest
from django.core.exceptions import ImproperlyConfigured

from longhaul.settings.from_url import media_storage


def options_of(url):
    return media_storage(url)["OPTIONS"]


def test_without_a_url_files_lie_on_the_disk():
    assert media_storage("")["BACKEND"].endswith("FileSystemStorage")


def test_a_url_names_server_bucket_and_key():
    options = options_of("s3://key:secret@s3.example.com/uploads")
    assert options["endpoint_url"] == "https://s3.example.com"
    assert options["bucket_name"] == "uploads"
    assert (options["access_key"], options["secret_key"]) == ("key", "secret")


def test_what_a_secret_may_contain_is_escaped():
    assert options_of("s3://key:a%2Fb%40c@host/x")["secret_key"] == "a/b@c"


def test_port_region_and_plain_http_can_be_given():
    options = options_of("s3://key:secret@minio:9000/x?region=eu-west-1&tls=false")
    assert options["endpoint_url"] == "http://minio:9000"
    assert options["region_name"] == "eu-west-1"


def test_without_a_key_the_machine_has_one():
    assert options_of("s3://host/x")["access_key"] is None


@pytest.mark.parametrize("url", ["uploads", "https://host/x", "s3://host", "s3:///x"])
def test_another_form_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE_URL has another form"):
        media_storage(url)


def test_the_refusal_does_not_print_the_secret():
    with pytest.raises(ImproperlyConfigured) as refused:
        media_storage("s3://key:8fK2xWc0Vb@host")
    assert "8fK2xWc0Vb" not in str(refused.value)

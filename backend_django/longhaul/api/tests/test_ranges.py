import pytest

from longhaul.api.tests.steps import TEXT, download


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

"""The feature by way of the API, as a client uses it."""

from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from features.image_set.feature import ImageSet
from longhaul.worker.attempt import execute

from .pictures import jpeg


def create(api, **files):
    uploads = [SimpleUploadedFile(f"{name}.jpg", content) for name, content in files.items()]
    return api.post("/api/v1/image-set/create/", {"images": uploads}, format="multipart")


def test_several_images_become_an_album_with_small_copies(api):
    job = create(api, a=jpeg(1), b=jpeg(2)).json()
    execute(ImageSet(), UUID(job["id"]), worker="here")

    album = api.get(job["links"]["results"]).json()["result"]

    span = album["images"][1]["thumbnail"]
    last = span["start"] + span["size"] - 1
    thumbnails = job["links"]["downloads"]["thumbnails"]
    part = api.get(thumbnails, headers={"range": f"bytes={span['start']}-{last}"})
    assert [image["name"] for image in album["images"]] == ["a.jpg", "b.jpg"]
    assert part.getvalue().startswith(b"\xff\xd8\xff")


def test_a_job_without_any_image_fails_in_words(api):
    job = create(api, a=b"text").json()
    execute(ImageSet(), UUID(job["id"]), worker="here")

    error = api.get(job["links"]["self"]).json()["error"]

    assert (error["code"], error["retryable"]) == ("no_images", False)

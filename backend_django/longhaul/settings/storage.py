"""Where uploads and results are stored: below MEDIA_ROOT, or in a bucket."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
FORM = "s3://key:secret@host/bucket, and ?region=… or ?tls=false where it needs them"


def media_storage(url: str) -> dict[str, Any]:
    """Return the storage for a URL; an empty one means files below MEDIA_ROOT.

    Raises:
        ImproperlyConfigured: the URL has another form.
    """
    if not url:
        return FILES
    parts, options = urlsplit(url), dict(parse_qsl(urlsplit(url).query))
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket:
        raise ImproperlyConfigured(f"MEDIA_STORAGE_URL has another form than {FORM}.")
    scheme = "http" if options.get("tls") == "false" else "https"
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": f"{scheme}://{parts.netloc.rpartition('@')[2]}",
            "bucket_name": bucket,
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "region_name": options.get("region"),
            "file_overwrite": False,
            "default_acl": None,  # the bucket's own: what is in it is private
            "max_memory_size": 5_000_000,  # of an opened file; the rest is on the disk
        },
    }

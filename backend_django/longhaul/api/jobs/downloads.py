"""Download the files of a job, complete or in part (RFC 9110, section 14)."""

import re
from typing import IO, Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from longhaul.api.http import PRIVATE, invalid, is_known
from longhaul.api.jobs.base import JobView
from longhaul.api.jobs.views import EXPIRED, NO_RESULT, require_results
from longhaul.api.openapi import BINARY, IF_NONE_MATCH, OCTETS, header, operation, query
from longhaul.api.problems import Problem
from longhaul.jobs.models import Job, JobFile

# ── Ranges

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def parse_range(wanted: str, size: int) -> range | None:
    """Return the bytes of a single range; None if it is malformed: then the file is sent whole.

    The range is empty if it is outside the file.
    """
    match = RANGE.fullmatch(wanted)
    first, last = match.groups() if match else ("", "")
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1) if last else size)


class Slice:
    """A part of an open file, which can be read once."""

    def __init__(self, file: IO[Any], part: range) -> None:
        self.file = file
        self.left = len(part)
        file.seek(part.start)

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`."""
        chunk: bytes = self.file.read(min(size, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        """Close the file."""
        self.file.close()


# ── Sending


def stream(file: JobFile, media_type: str, part: range | None) -> FileResponse:
    """Send the file from here, whole or a part of it."""
    try:
        content = _open(file, part)
    except FileNotFoundError:  # the job was deleted at the same time
        raise Http404 from None
    response = FileResponse(
        content,
        status=200 if part is None else 206,
        as_attachment=True,
        filename=file.filename,
        content_type=media_type,
    )
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response.setdefault("Content-Length", str(file.size if part is None else len(part)))
    if part is not None:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    return response


def _open(file: JobFile, part: range | None) -> Any:
    content = file.file.open("rb")
    if not is_on_disk(file):  # streamed: opening it would fetch all of it first
        wanted = {} if part is None else {"Range": f"bytes={part.start}-{part.stop - 1}"}
        return content.file.obj.get(**wanted)["Body"]
    return content if part is None else Slice(content, part)


def is_on_disk(file: JobFile) -> bool:
    """Tell whether the file is on the volume that the proxy reads."""
    return isinstance(file.file.storage, FileSystemStorage)


def x_accel_response(file: JobFile, media_type: str) -> HttpResponse:
    """Let the proxy send the file; it takes over these headers, and handles ranges itself."""
    name = str(file.file.name)
    if not file.file.storage.exists(name):
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=file.filename)
    return HttpResponse(
        content_type=media_type,
        headers={
            "X-Accel-Redirect": f"/{quote(name)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": disposition or "attachment",
        },
    )


# ── The view

NUMBER = re.compile("[1-9][0-9]{0,5}")


WHICH = query(
    "file",
    "Which one, if there are several of this name.",
    type={"type": "integer", "minimum": 1, "maximum": 999_999, "default": 1},
)
RANGES = (
    header("Range", "Only these bytes."),
    header("If-Range", "The whole file comes if its ETag is another by now."),
)


class DownloadView(JobView):
    """Send one of a job's files."""

    name = ""  # given by as_view, but for retired features

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the name of a retired feature's file from the address."""
        super().setup(request, *args, **kwargs)
        self.name = self.name or kwargs["name"]

    @operation(
        "download",
        "Download a file",
        body=BINARY,
        success=(200, 206),
        problems=("invalid", *NO_RESULT, "range_not_satisfiable"),
        parameters=(WHICH, *RANGES, IF_NONE_MATCH),
    )
    def get(self, request: Request, **_: Any) -> HttpResponseBase:
        """Send the file, whole or one range of it."""
        file = self.find_file(self.find_job().job, read_number(request))
        etag = f'"{file.sha256}"'
        if is_known(request, etag):
            response: HttpResponseBase = HttpResponseNotModified()
        else:
            response = self.send(file, find_part(request, file, etag))
        for name, value in {**PRIVATE, "ETag": etag}.items():
            response[name] = value
        return response

    def find_file(self, job: Job, number: int) -> JobFile:
        """Return the file; a download exists once there is a result, an upload from the start."""
        if self.feature.get_download(self.name):
            require_results(job)
        elif job.is_expired:
            raise Problem("expired", EXPIRED)
        for file in job.files.filter(name=self.name)[number - 1 : number]:
            return file
        raise Http404

    def send(self, file: JobFile, part: range | None) -> HttpResponseBase:
        """Send the file, or let the proxy do it."""
        download = self.feature.get_download(self.name)
        media_type = download.media_type if download else OCTETS
        if settings.DOWNLOADS_BY_PROXY and is_on_disk(file):
            return x_accel_response(file, media_type)
        return stream(file, media_type, part)


def read_number(request: Request) -> int:
    """Return which file of this name is asked for, from 1.

    Raises:
        Problem: 400, it is no such number.
    """
    given = request.query_params.get("file", "1")
    if not NUMBER.fullmatch(given):
        raise invalid("file", "Number the files from 1.")
    return int(given)


def find_part(request: Request, file: JobFile, etag: str) -> range | None:
    """Return the bytes that are asked for; None for all.

    Raises:
        Problem: 416, they lie outside the file.
    """
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    part = parse_range(request.headers.get("Range", ""), file.size)
    if part is not None and not part:
        outside = {"Content-Range": f"bytes */{file.size}"}
        raise Problem("range_not_satisfiable", f"It has {file.size} bytes.", headers=outside)
    return part

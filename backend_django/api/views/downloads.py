"""Files of a job, in and out."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from jobs.models import Job, JobFile

from ..problems import Problem
from .base import JobView
from .jobs import require_results

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024  # bytes


class DownloadView(JobView):
    """Send one of a job's files."""

    name = ""  # given by as_view

    def narrow(self, jobs: Any) -> Any:
        """Read the job alone; its file comes next."""
        return jobs

    def get(self, request: Request, **_: Any) -> HttpResponseBase:
        """Send the file, whole or one range of it."""
        job = self.get_job()
        file = self.find_file(job)
        etag = f'"{file.sha256}"'
        if etag in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers={"ETag": etag})
        response = send(file, self.media_type, request.headers.get("Range", ""))
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization, Cookie, Accept"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def find_file(self, job: Job) -> JobFile:
        """Return the file; a download waits for the result, an upload is there from the start."""
        if self.feature.get_download(self.name):
            require_results(job)
        elif job.purged_at:
            raise Problem("expired", "Results and files were kept until they expired.")
        file = job.files.filter(name=self.name).first()
        if file is None:
            raise Http404
        return file

    @property
    def media_type(self) -> str:
        download = self.feature.get_download(self.name)
        return download.media_type if download else "application/octet-stream"


def send(file: JobFile, media_type: str, wanted: str) -> HttpResponseBase:
    """Stream a file, or the range that was asked for."""
    content = file.file.open("rb")
    response = FileResponse(
        content, as_attachment=True, filename=file.filename, content_type=media_type
    )
    response["Accept-Ranges"] = "bytes"
    match = parse_range(wanted, file.size)
    if match is None:
        return response
    first, last = match
    if first > last:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    content.seek(first)
    partial = FileResponse(
        read_exactly(content, last - first + 1),
        status=206,
        content_type=media_type,
    )
    partial["Content-Disposition"] = response["Content-Disposition"]
    partial["Content-Length"] = str(last - first + 1)
    partial["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    partial["Accept-Ranges"] = "bytes"
    return partial


def parse_range(wanted: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte of a single range (RFC 9110); None: send the whole.

    A range that lies outside gives a first byte after the last.
    """
    match = RANGE.fullmatch(wanted)
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first == "":
        return max(0, size - int(last)), size - 1
    return int(first), min(size - 1, int(last)) if last else size - 1


def read_exactly(content: IO[bytes], length: int) -> Iterator[bytes]:
    """Yield this many bytes, and close the file."""
    with content:
        while length > 0 and (chunk := content.read(min(length, CHUNK))):
            length -= len(chunk)
            yield chunk

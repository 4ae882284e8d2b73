"""Files of a job, in and out."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from rest_framework.request import Request

from jobs.models import Job, JobFile

from ..conditional import is_known
from ..fields import invalid
from ..problems import Problem
from ..ranges import parse_range
from ..sending import hand_over, is_on_disk, stream
from .base import JobView, keep_private
from .jobs import EXPIRED, require_results

NUMBER = re.compile("[1-9][0-9]{0,5}")


class DownloadView(JobView):
    """Send one of a job's files."""

    name = ""  # given by as_view, but for retired features

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the name of a retired feature's file from the address."""
        super().setup(request, *args, **kwargs)
        self.name = self.name or kwargs["name"]

    def narrow(self, jobs: Any) -> Any:
        """Read the job alone; its file comes next."""
        return jobs

    def get(self, request: Request, **_: Any) -> HttpResponseBase:
        """Send the file, whole or one range of it."""
        file = self.find_file(self.get_job(), read_number(request))
        etag = f'"{file.sha256}"'
        if is_known(request, etag):
            response: HttpResponseBase = HttpResponseNotModified()
        else:
            response = self.send(file, find_part(request, file, etag))
        response["ETag"] = etag
        keep_private(response)
        return response

    def find_file(self, job: Job, number: int) -> JobFile:
        """Return the file; a download waits for the result, an upload is there from the start."""
        if self.feature.get_download(self.name):
            require_results(job)
        elif job.is_expired:
            raise Problem("expired", EXPIRED)
        for file in job.files.filter(name=self.name)[number - 1 : number]:
            return file
        raise Http404

    def send(self, file: JobFile, part: range | None) -> HttpResponseBase:
        """Send the file, or let the proxy in front do it."""
        download = self.feature.get_download(self.name)
        media_type = download.media_type if download else "application/octet-stream"
        if settings.DOWNLOADS_BY_PROXY and is_on_disk(file):
            return hand_over(file, media_type)
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

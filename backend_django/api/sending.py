"""Two ways to send a stored file."""

from typing import Any
from urllib.parse import quote

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from jobs.models import JobFile

from .ranges import Slice


def stream(file: JobFile, media_type: str, part: range | None) -> FileResponse:
    """Send the file from here, whole or a part of it."""
    try:
        content = _open(file, part)
    except FileNotFoundError:  # the job was deleted meanwhile
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
    if not is_on_disk(file):  # passed on as it comes: a storage's file would be fetched whole first
        wanted = {} if part is None else {"Range": f"bytes={part.start}-{part.stop - 1}"}
        return content.file.obj.get(**wanted)["Body"]
    return content if part is None else Slice(content, part)


def is_on_disk(file: JobFile) -> bool:
    """Tell whether it is a file of the volume that the proxy reads, too."""
    return isinstance(file.file.storage, FileSystemStorage)


def hand_over(file: JobFile, media_type: str) -> HttpResponse:
    """Tell the proxy in front which file to send; it takes the headers over, and sees to ranges."""
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

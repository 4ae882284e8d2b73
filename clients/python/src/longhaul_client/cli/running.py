"""`longhaul run`."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..client import Client
from ..errors import InvalidRequest, LonghaulError
from ..orders import Files
from .output import show
from .progress import follower
from .summary import summarise


def run(client: Client, options: argparse.Namespace) -> int:
    """Create a job, follow it, show its result and fetch files."""
    with files_of(client, options) as files, follower(silent=options.json) as follow:
        try:
            done = client.run(
                options.feature,
                files,
                options=options.options | dict(options.option) or None,
                on_progress=follow,
                timeout=options.timeout,
                cancel_when_interrupted=not options.leave,
            )
        except InvalidRequest:
            if not files:
                require_no_file(client, options.feature)
            raise
    paths = {name: str(done.download(name, options.folder)) for name in options.download}
    document = {"job": done.job.model_dump(mode="json"), "result": done.result, "downloads": paths}
    return show(options, document, summary(done.result, paths))


def summary(result: dict[str, Any], paths: dict[str, str]) -> Iterator[str]:
    yield from summarise(result)
    for name, path in paths.items():
        yield f"  {name}: {path}"


@contextmanager
def files_of(client: Client, options: argparse.Namespace) -> Iterator[Files]:
    """Give the files that were named, or the feature's sample."""
    if not options.sample:
        yield as_files(options.files)
        return
    with TemporaryDirectory(prefix="longhaul-") as folder:
        yield client.sample(options.feature, folder)


def require_no_file(client: Client, slug: str) -> None:
    """Raise if the feature cannot do without a file."""
    needed = [
        upload.name
        for feature in client.features()
        if feature.slug == slug
        for upload in feature.uploads
        if upload.required
    ]
    if needed:
        raise LonghaulError(
            f"{slug} needs a file ({', '.join(needed)}): name one, or add --sample."
        )


def as_files(given: list[tuple[str, Path]]) -> Files:
    if given and not any(name for name, _ in given):
        paths = [path for _, path in given]
        return paths if len(paths) > 1 else paths[0]
    files: dict[str, list[Path]] = {}
    for name, path in given:
        files.setdefault(name, []).append(path)
    return files

"""The commands that ask once."""

import argparse
from collections.abc import Iterator
from itertools import islice

from ..client import Client
from ..models import FeatureDescription, GenericJob, JobSummary
from .output import one_line, show
from .summary import summarise


def features(client: Client, options: argparse.Namespace) -> int:
    found = client.features()
    lines = (line for feature in found for line in described(feature))
    return show(options, [feature.model_dump(mode="json") for feature in found], lines)


def described(feature: FeatureDescription) -> Iterator[str]:
    yield f"{feature.slug}: {feature.description}"
    for upload in feature.uploads:
        endings = f" ({', '.join(upload.extensions)})" if upload.extensions else ""
        yield f"  takes {upload.name}{endings}{'' if upload.required else ', or nothing'}"
    for name, option in feature.options_schema.get("properties", {}).items():
        yield f"  option {name}: {option.get('title', '')}".rstrip(": ")
    for download in feature.downloads:
        yield f"  gives {download.name} ({download.media_type})"


def list_jobs(client: Client, options: argparse.Namespace) -> int:
    query = {name: getattr(options, name) for name in ("feature", "status", "search")}
    jobs = list(islice(client.jobs(**query), options.limit))
    return show(options, [job.model_dump(mode="json") for job in jobs], map(one_line, jobs))


def status(client: Client, options: argparse.Namespace) -> int:
    return show_job(options, client.status(options.job))


def cancel(client: Client, options: argparse.Namespace) -> int:
    return show_job(options, client.cancel(options.job))


def retry(client: Client, options: argparse.Namespace) -> int:
    return show_job(options, client.retry(options.job))


def repeat(client: Client, options: argparse.Namespace) -> int:
    given = options.options | dict(options.option) or None
    return show_job(options, client.repeat(options.job, options=given))


def delete(client: Client, options: argparse.Namespace) -> int:
    client.delete(options.job)
    return show(options, {"deleted": options.job}, [f"Deleted {options.job}."])


def results(client: Client, options: argparse.Namespace) -> int:
    result = client.results(options.job)
    return show(options, result, summarise(result))


def download(client: Client, options: argparse.Namespace) -> int:
    paths = [str(path) for path in client.download_all(options.job, options.name, options.folder)]
    found = paths[0] if len(paths) == 1 else paths
    return show(options, {options.name: found}, paths)


def show_job(options: argparse.Namespace, job: GenericJob | JobSummary) -> int:
    return show(options, job.model_dump(mode="json"), [one_line(job)])

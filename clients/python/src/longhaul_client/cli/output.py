"""What commands print."""

import argparse
import json
from collections.abc import Iterable

from ..models import GenericJob, JobSummary


def show(options: argparse.Namespace, document: object, lines: Iterable[str]) -> int:
    """Print the document for programs, or the lines for people."""
    if options.json:
        print(json.dumps(document, ensure_ascii=False))
        return 0
    for line in lines:
        print(line)
    return 0


def one_line(job: GenericJob | JobSummary) -> str:
    return f"{job.id}  {job.feature}  {state_of(job)}  {job.title}".rstrip()


def state_of(job: GenericJob | JobSummary) -> str:
    """Say how a job is, in a few words."""
    now = job.progress
    if job.error:
        return f"{job.status}: {job.error.title}"
    if job.status != "processing":
        return job.phase
    percent = "" if now.percent is None else f" {now.percent} %"
    return f"{job.phase}{percent}  {now.message}".rstrip()

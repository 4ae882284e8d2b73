"""What ./dev demo shows: one job from its input to its files."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from devtools import demo
from devtools.console import BOLD, GREEN, Console
from devtools.errors import DevError
from devtools.mishap import kill_worker_of
from devtools.paths import shown
from devtools.state import State
from longhaul_client import Client, Completed, FeatureDescription, Job, JobFailed, LonghaulError
from longhaul_client.cli.summary import summarise

BAR_WIDTH = 30
INTERRUPTED = 130


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev demo")
    demo.add_arguments(parser)
    console = Console()
    with Client() as client:
        try:
            show(client, parser.parse_args(), console)
        except KeyboardInterrupt:
            console.footer([])
            console.line("Cancelled.")
            return INTERRUPTED
        except (DevError, LonghaulError) as error:
            console.footer([])
            print(f"./dev: {worded(error)}", file=sys.stderr)
            return 1
    return 0


def show(client: Client, options: argparse.Namespace, console: Console) -> None:
    """Run the job; an interruption cancels it on the server too."""
    feature = choose(client.features(), options.feature)
    with input_of(client, feature, options.file) as file:
        job = client.create(feature.slug, file)
    console.line(f"{console.style(feature.title, BOLD)}: {job.title}")
    follow = follower(client, console, kill_worker=options.kill_worker)
    report(client.wait(job, on_progress=follow), console)


def choose(features: Sequence[FeatureDescription], slug: str | None) -> FeatureDescription:
    for feature in features:
        if feature.slug == slug or (slug is None and feature.sample):
            return feature
    raise DevError(f"There is no feature {slug}." if slug else "No feature has a sample.")


@contextmanager
def input_of(
    client: Client, feature: FeatureDescription, file: Path | None
) -> Iterator[Path | None]:
    """Give the user's file, or the feature's sample; nothing if it takes no files."""
    if file or not feature.uploads:
        yield file
        return
    with TemporaryDirectory(prefix="dev-") as folder:
        yield client.sample(feature.slug, folder)


def follower(client: Client, console: Console, *, kill_worker: bool) -> Callable[[Job], None]:
    """Return what shows each change, once the worker is dead if that is wished for."""
    blows = [kill_worker_of] * kill_worker

    def follow(job: Job) -> None:
        if blows:
            worker = blows.pop()(client, job, State())
            console.line(f"  Killed the worker (process {worker}). Its lease ends in a minute …")
        console.footer([progress(job)])

    return follow


def report(done: Completed[dict[str, Any]], console: Console) -> None:
    console.footer([])
    console.line(f"{console.style('✓', GREEN)} completed, attempt {done.job.attempt}")
    for line in summarise(done.result):
        console.line(line)
    console.line()
    folder = State().folder("demo") / done.job.feature
    for name in done.job.links.downloads:
        console.line(f"  {name}: {shown(done.download(name, folder))}")


def progress(job: Job) -> str:
    """Draw the progress; a job whose end is unknown has an empty bar."""
    percent = job.progress.percent or 0
    filled = BAR_WIDTH * percent // 100
    bar = "█" * filled + "░" * (BAR_WIDTH - filled)
    return f"{bar} {percent:3d} %  {job.phase}  {job.progress.message}"


def worded(error: Exception) -> str:
    return f"The job has failed: {error}" if isinstance(error, JobFailed) else str(error)


if __name__ == "__main__":
    sys.exit(main())

"""What a client does, as steps that any driver can run. Nothing here waits or sends."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID, uuid4

from .bodies import Form, require_arrived
from .deadline import Clock, Deadline
from .errors import (
    ConnectionLost,
    JobCancelled,
    JobFailed,
    LonghaulError,
    ProblemError,
    UnexpectedAnswer,
    not_found,
)
from .following import Following, Seen
from .messages import Answer, Ask, Body, Steps
from .models import (
    FeatureCatalogue,
    FeatureDescription,
    GenericJob,
    GenericResults,
    JobPage,
    JobSummary,
)
from .orders import Files, JobRef, Order, Run, Wait, body_of, name_files
from .reading import read
from .saving import save
from .sending import Trouble, log, send

API = "/api/v1/"
# How long to repeat what fails for a passing reason, such as a server's restart, in seconds.
PATIENCE = 300.0
# How long to try to cancel a job that the caller no longer waits for, in seconds.
PARTING = 10.0


@dataclass(frozen=True)
class Finished:
    """A completed job and its result, still as JSON."""

    job: GenericJob
    result: dict[str, Any]


class Core:
    """The operations of the API. `patience`: how long to repeat what fails, in seconds."""

    def __init__(self, patience: float, clock: Clock = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock

    def run(self, feature: str, files: Files, how: Run) -> Steps[Finished]:
        """Create a job, and wait for it."""
        deadline = self._deadline(how.get("timeout"))
        seen = yield from self._create(feature, files, how, deadline)
        return (yield from self._finish(seen, deadline, how))

    def wait(self, ref: JobRef, how: Wait) -> Steps[Finished]:
        """Wait for a job that has been created before."""
        deadline = self._deadline(how.get("timeout"))
        seen = yield from self._look(ref, deadline)
        return (yield from self._finish(seen, deadline, how))

    def create(self, feature: str, files: Files, order: Order) -> Steps[GenericJob]:
        return (yield from self._create(feature, files, order, self._deadline())).job

    def status(self, ref: JobRef) -> Steps[GenericJob]:
        return (yield from self._look(ref)).job

    def results(self, ref: JobRef, deadline: Deadline | None = None) -> Steps[dict[str, Any]]:
        job = yield from self.find(ref)
        answer = yield from self._ask("GET", job.links.results, deadline)
        return read(GenericResults, answer).result.model_dump()

    def cancel(self, ref: JobRef, deadline: Deadline | None = None) -> Steps[GenericJob]:
        job = yield from self.find(ref)
        return Seen.of((yield from self._ask("POST", job.links.cancel, deadline))).job

    def retry(self, ref: JobRef) -> Steps[GenericJob]:
        job = yield from self.find(ref)
        return Seen.of((yield from self._ask("POST", job.links.retry))).job

    def repeat(self, ref: JobRef, order: Order) -> Steps[GenericJob]:
        job, deadline = (yield from self.find(ref)), self._deadline()
        body = body_of(None, order, deadline)
        return (yield from self._order(job.links.repeat, body, order, deadline)).job

    def delete(self, ref: JobRef) -> Steps[None]:
        job = yield from self.find(ref)
        yield from self._ask("DELETE", job.links.delete)

    def download(self, ref: JobRef, name: str, folder: str | Path, number: int = 1) -> Steps[Path]:
        """Fetch one of a job's files, made by it or given to it."""
        job = (yield from self._look(ref)).job
        files = [file for file in job.files if file.part == name]
        if 1 <= number <= len(files):
            path: str | None = files[number - 1].url
        else:
            path = job.links.downloads.get(name) if number == 1 else None
        if path is None:
            which = name if number == 1 else f"{name} with number {number}"
            raise not_found(f"The job has no file called {which}.")
        return (yield from save(path, Path(folder), name, self._trouble(), self._deadline()))

    def download_all(self, ref: JobRef, name: str, folder: str | Path) -> Steps[list[Path]]:
        """Fetch all files of one name; those that are called alike go into numbered folders."""
        job = (yield from self._look(ref)).job
        called = [file.name for file in job.files if file.part == name]
        paths = []
        for number, own in enumerate(called, 1):
            place = Path(folder) / str(number) if called.count(own) > 1 else folder
            paths.append((yield from self.download(job, name, place, number)))
        return paths or [(yield from self.download(job, name, folder))]

    def sample(self, feature: str, folder: str | Path) -> Steps[Path]:
        """Fetch the file to try a feature with."""
        path = f"{API}features/{quote(feature, safe='')}/sample/"
        return (yield from save(path, Path(folder), "sample", self._trouble(), self._deadline()))

    def features(self, deadline: Deadline | None = None) -> Steps[list[FeatureDescription]]:
        answer = yield from self._ask("GET", f"{API}features/", deadline)
        return read(FeatureCatalogue, answer).root

    def page(self, address: str) -> Steps[JobPage]:
        """Return a page of jobs. Of its address counts only what stands behind the host."""
        parts = urlsplit(address)
        answer = yield from self._ask("GET", f"{parts.path}?{parts.query}")
        return read(JobPage, answer)

    def find(self, ref: JobRef) -> Steps[GenericJob | JobSummary]:
        """Find a job by its id, whatever its feature."""
        if isinstance(ref, GenericJob | JobSummary):
            return ref
        page = yield from self.page(jobs_address({"ids": checked_id(ref)}))
        if not page.results:
            raise not_found(f"Job {ref} not found among yours.")
        return page.results[0]

    def _create(self, feature: str, files: Files, order: Order, deadline: Deadline) -> Steps[Seen]:
        if files is not None and not isinstance(files, Mapping):
            files = name_files(files, feature, (yield from self.features(deadline)))
        body = body_of(files, order, deadline)
        path = f"{API}{quote(feature, safe='')}/create/"
        seen = yield from self._order(path, body, order, deadline)
        if isinstance(body, Form):
            require_arrived(body, seen.job)
        return seen

    def _order(self, path: str, body: Body, order: Order, deadline: Deadline) -> Steps[Seen]:
        headers = {"Idempotency-Key": order.get("key") or str(uuid4())}
        return Seen.of((yield from self._ask("POST", path, deadline, headers, body)))

    def _finish(self, seen: Seen, deadline: Deadline, how: Wait) -> Steps[Finished]:
        following = Following(self._trouble(), deadline, how.get("on_progress"))
        try:
            job = yield from following.to_the_end(seen)
        except (ProblemError, ConnectionLost, UnexpectedAnswer):
            raise
        except BaseException:  # interrupted, too late, or `on_progress` has failed
            if how.get("cancel_when_interrupted", True):
                yield from self._part_with(seen.job)
            raise
        require_completed(job)
        return Finished(job, (yield from self.results(job, deadline)))

    def _part_with(self, job: GenericJob) -> Steps[None]:
        try:
            yield from self.cancel(job, self._deadline(PARTING))
        except LonghaulError as error:
            log.warning("Job %s could not be cancelled: %s", job.id, error)

    def _look(self, ref: JobRef, deadline: Deadline | None = None) -> Steps[Seen]:
        job = yield from self.find(ref)
        return Seen.of((yield from self._ask("GET", job.links.self, deadline)))

    def _ask(
        self,
        method: str,
        path: str,
        deadline: Deadline | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
    ) -> Steps[Answer]:
        limit = deadline or self._deadline()

        def make() -> Ask:
            return Ask(
                method=method, path=path, headers=headers or {}, body=body, silence=limit.silence
            )

        return (yield from send(make, self._trouble(), limit))

    def _deadline(self, seconds: float | None = None) -> Deadline:
        return Deadline(seconds, self._clock)

    def _trouble(self) -> Trouble:
        return Trouble(self._patience, self._clock)


def jobs_address(query: Mapping[str, Any]) -> str:
    given = {name: content for name, content in query.items() if content is not None}
    return f"{API}jobs/?{urlencode(given, doseq=True)}"


def checked_id(given: UUID | str) -> UUID:
    try:
        return UUID(str(given))
    except ValueError:
        raise not_found(f"{given} is no job's id.") from None


def require_completed(job: GenericJob) -> None:
    """Raise what has become of a job that did not complete."""
    if job.status == "failed":
        raise JobFailed(job)
    if job.status == "cancelled":
        raise JobCancelled(job)

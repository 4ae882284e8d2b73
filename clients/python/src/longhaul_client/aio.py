"""The asynchronous client."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, TypeVar, Unpack, overload

import httpx
from pydantic import BaseModel

from .completed import AsyncCompleted
from .core import PATIENCE, Core, Finished, jobs_address
from .exchange import answer_of, is_for_sink, opened, typed
from .messages import Answer, Ask, Pause, Step, Steps
from .models import FeatureDescription, GenericJob, JobSummary
from .orders import Files, JobRef, Order, PathLike, Query, Run, Wait
from .server import Server

T = TypeVar("T")
ResultT = TypeVar("ResultT", bound=BaseModel)


class AsyncClient:
    """Speaks to one server as one user.

    What fails for a passing reason is repeated for `patience` seconds; 0 repeats nothing.
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        patience: float = PATIENCE,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        server = Server.given(url, token)
        self._core = Core(patience)
        self._http = httpx.AsyncClient(
            base_url=server.url, headers=server.headers, transport=transport
        )

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    @overload
    async def run(
        self, feature: str, files: Files = None, *, result_type: None = None, **how: Unpack[Run]
    ) -> AsyncCompleted[dict[str, Any]]: ...

    @overload
    async def run(
        self, feature: str, files: Files = None, *, result_type: type[ResultT], **how: Unpack[Run]
    ) -> AsyncCompleted[ResultT]: ...

    async def run(
        self,
        feature: str,
        files: Files = None,
        *,
        result_type: type[ResultT] | None = None,
        **how: Unpack[Run],
    ) -> AsyncCompleted[Any]:
        """Create a job, follow it to its end and fetch its result.

        Being interrupted (a cancelled task), or late, cancels the job on the server too.

        Raises:
            JobFailed: it has ended without a result.
            JobCancelled: the job was cancelled.
            LonghaulError: the server refuses or does not answer, or `timeout` is over.
        """
        return self._completed(await self._drive(self._core.run(feature, files, how)), result_type)

    @overload
    async def wait(
        self, job: JobRef, *, result_type: None = None, **how: Unpack[Wait]
    ) -> AsyncCompleted[dict[str, Any]]: ...

    @overload
    async def wait(
        self, job: JobRef, *, result_type: type[ResultT], **how: Unpack[Wait]
    ) -> AsyncCompleted[ResultT]: ...

    async def wait(
        self, job: JobRef, *, result_type: type[ResultT] | None = None, **how: Unpack[Wait]
    ) -> AsyncCompleted[Any]:
        """Follow a job that has been created before, as `run` does."""
        return self._completed(await self._drive(self._core.wait(job, how)), result_type)

    async def create(self, feature: str, files: Files = None, **order: Unpack[Order]) -> GenericJob:
        """Create a job, and return as soon as it is safe on the server."""
        return await self._drive(self._core.create(feature, files, order))

    async def status(self, job: JobRef) -> GenericJob:
        """Ask how a job is."""
        return await self._drive(self._core.status(job))

    @overload
    async def results(self, job: JobRef) -> dict[str, Any]: ...

    @overload
    async def results(self, job: JobRef, result_type: type[ResultT]) -> ResultT: ...

    async def results(self, job: JobRef, result_type: type[ResultT] | None = None) -> Any:
        """Fetch what a completed job has returned."""
        return typed(await self._drive(self._core.results(job)), result_type)

    async def download(
        self, job: JobRef, name: str, folder: PathLike = ".", number: int = 1
    ) -> Path:
        """Fetch one of a job's files whole and checked; return where it lies.

        `number` tells it from others of the same name.
        """
        return await self._drive(self._core.download(job, name, folder, number))

    async def download_all(self, job: JobRef, name: str, folder: PathLike = ".") -> list[Path]:
        """Fetch all of a job's files of one name.

        Where two are called alike, each goes into a folder of its own, named by its number.
        """
        return await self._drive(self._core.download_all(job, name, folder))

    async def cancel(self, job: JobRef) -> GenericJob:
        """Stop a job; one that runs stops at its next checkpoint."""
        return await self._drive(self._core.cancel(job))

    async def retry(self, job: JobRef) -> GenericJob:
        """Begin again with a failed or cancelled job."""
        return await self._drive(self._core.retry(job))

    async def repeat(self, job: JobRef, **order: Unpack[Order]) -> GenericJob:
        """Create a job with the files of another, and with its options unless others are given."""
        return await self._drive(self._core.repeat(job, order))

    async def delete(self, job: JobRef) -> None:
        """Remove a job with its result and files."""
        await self._drive(self._core.delete(job))

    async def jobs(self, **query: Unpack[Query]) -> AsyncIterator[JobSummary]:
        """List the user's jobs, newest first, page by page as they are read."""
        address: str | None = jobs_address(query)
        while address:
            page = await self._drive(self._core.page(address))
            for job in page.results:
                yield job
            address = page.next

    async def features(self) -> list[FeatureDescription]:
        """List what can be asked for, with the JSON Schemas of options and result."""
        return await self._drive(self._core.features())

    async def sample(self, feature: str, folder: PathLike = ".") -> Path:
        """Fetch the file to try a feature with."""
        return await self._drive(self._core.sample(feature, folder))

    def _completed(
        self, finished: Finished, result_type: type[BaseModel] | None
    ) -> AsyncCompleted[Any]:
        return AsyncCompleted(finished.job, typed(finished.result, result_type), self)

    async def _drive(self, steps: Steps[T]) -> T:
        """Do what the core asks for; interruptions and failures are its business too."""
        try:
            step = next(steps)
            while True:
                try:
                    heard = await self._do(step)
                except BaseException as error:  # noqa: BLE001  (the core raises it again)
                    step = steps.throw(error)
                else:
                    step = steps.send(heard)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _do(self, step: Step) -> Answer | None:
        if isinstance(step, Pause):
            await asyncio.sleep(step.seconds)
            return None
        return await self._ask(step)

    async def _ask(self, ask: Ask) -> Answer:
        with opened(ask) as arguments:
            async with self._http.stream(**arguments) as response:
                return await self._read(ask, response)

    async def _read(self, ask: Ask, response: httpx.Response) -> Answer:
        if ask.sink is None or not is_for_sink(ask, response):
            return answer_of(response, await response.aread())
        async for chunk in response.aiter_raw():
            ask.sink.write(chunk)
        return answer_of(response)

import asyncio

import pytest

from longhaul_client import AsyncClient

SLOW = {"steps": 600, "step_seconds": 0.05}


def test_a_cancelled_task_cancels_its_job():
    async def main():
        async with AsyncClient() as client:
            created = asyncio.get_running_loop().create_future()
            run = client.run("script", options=SLOW, on_progress=lambda job: resolve(created, job))
            task = asyncio.create_task(run)
            job = await created
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await client.status(job)

    job = asyncio.run(main())
    assert job.cancel_requested or job.status == "cancelled"


def resolve(future, job):
    if not future.done():
        future.set_result(job)


def test_jobs_run_side_by_side():
    async def main():
        async with AsyncClient() as client:
            return await asyncio.gather(
                *(client.run("echo", options={"text": text}) for text in "abc")
            )

    assert [done.result["text"] for done in asyncio.run(main())] == ["a", "b", "c"]


def test_a_completed_job_gives_its_files(text, tmp_path):
    async def main():
        async with AsyncClient() as client:
            done = await client.run("copy-file", text)
            return await done.download("copy", tmp_path / "new")

    assert asyncio.run(main()).read_text() == text.read_text()

"""One face for both clients, so that a test can be written once."""

import asyncio
import inspect


class Running:
    """Waits for whatever a client's method returns."""

    def __init__(self, client):
        self._client = client
        self._runner = asyncio.Runner()

    def __getattr__(self, name):
        method = getattr(self._client, name)
        return lambda *given, **options: self._wait(method(*given, **options))

    def close(self):
        self._wait(self._client.close())
        self._runner.close()

    def _wait(self, returned):
        if inspect.isasyncgen(returned):
            return self._runner.run(collect(returned))
        if inspect.iscoroutine(returned):
            return self._runner.run(returned)
        return returned


async def collect(items):
    return [item async for item in items]

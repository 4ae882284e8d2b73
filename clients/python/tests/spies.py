"""Transports that remember what has passed."""

import httpx


class Memory:
    def __init__(self):
        super().__init__()
        self.exchanges = []

    def statuses(self, verb):
        return [
            response.status_code
            for request, response in self.exchanges
            if f"/{verb}/" in request.url.path
        ]


class Spy(Memory, httpx.HTTPTransport):
    def handle_request(self, request):
        response = super().handle_request(request)
        self.exchanges.append((request, response))
        return response


class AsyncSpy(Memory, httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request):
        response = await super().handle_async_request(request)
        self.exchanges.append((request, response))
        return response

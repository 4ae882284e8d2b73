"""A way to the server whose connections can be cut in the middle of an answer."""

import socket
import socketserver
import threading
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 4096


class Proxy(socketserver.ThreadingTCPServer):
    """Passes bytes on; each entry of `cuts` lets one connection answer that many bytes."""

    daemon_threads = True

    def __init__(self, target):
        super().__init__(("127.0.0.1", 0), Passage)
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.cuts = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Passage(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.create_connection(self.server.target) as target:
            forth = threading.Thread(target=pump, args=(self.request, target), daemon=True)
            forth.start()
            pump(target, self.request, self.server.cuts.pop(0) if self.server.cuts else None)
            close(self.request, target)
            forth.join()


def pump(source, target, limit=None):
    """Pass on what comes until its end, or until the limit is reached."""
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            target.sendall(chunk[:limit])
            if limit is not None:
                limit -= min(limit, len(chunk))
                if not limit:
                    return
    close(target)


def close(*sockets):
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)

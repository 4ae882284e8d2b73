import threading
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from devtools.client import Client, multipart
from devtools.errors import DevError
from devtools.job import checked


class Echo(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if "missing" in self.path else 200)
        self.end_headers()
        self.wfile.write(b'{"title": "Not found.", "detail": "%b"}' % self.authorization())

    def authorization(self):
        return self.headers["Authorization"].encode()

    def log_message(self, *_):
        """Keep the tests' output clean."""


@pytest.fixture
def client():
    with HTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Client(f"http://127.0.0.1:{server.server_port}", "secret")
        server.shutdown()
        thread.join()


def test_every_request_carries_the_token(client):
    assert client.get("/here").json()["detail"] == "Token secret"


def test_a_refusal_is_an_answer_too(client):
    assert client.get("/missing").status == 404


def test_a_refusal_that_nobody_expects_speaks_in_the_servers_words(client):
    with pytest.raises(DevError, match=r"refused: Not found\. Token secret"):
        checked(client.get("/missing"))


def test_multipart_carries_a_file_as_it_is():
    body, content_type = multipart("table", "a.csv", b"x\r\n\x00\xff")
    message = BytesParser(policy=policy.HTTP).parsebytes(
        f"Content-Type: {content_type}\r\n\r\n".encode() + body
    )
    (part,) = message.iter_parts()
    assert part.get_filename() == "a.csv"
    assert part.get_payload(decode=True) == b"x\r\n\x00\xff"

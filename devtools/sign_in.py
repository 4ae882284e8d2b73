"""The demo account's token: the stored one, or a new one if that has been revoked."""

import json
import urllib.error
import urllib.request
from typing import Any

from devtools.errors import DevError
from devtools.state import State, write_private

API = "/api/v1/auth"
TIMEOUT_SECONDS = 30.0


def demo_token(state: State, address: str) -> str:
    """Return a token that holds, and note it where everybody looks for it."""
    demo: dict[str, Any] = json.loads(state.demo_file.read_text())
    token = str(demo["token"])
    if _ask(f"{address}{API}/user/", token=token) is None:
        credentials = {"email": demo["email"], "password": demo["password"]}
        answer = _ask(f"{address}{API}/login/", body=json.dumps(credentials).encode())
        if answer is None:
            raise DevError(
                "The demo account's password was changed; "
                "delete var/demo-stamp and start ./dev up again to have the noted one."
            )
        token = answer["key"]
        write_private(state.demo_file, json.dumps(demo | {"token": token}, indent=2) + "\n")
    return token


def _ask(url: str, *, token: str = "", body: bytes | None = None) -> dict[str, Any] | None:
    """Return the answer, or None if the server knows neither token nor password."""
    identity = {"Authorization": f"Token {token}"} if token else {}
    request = urllib.request.Request(
        url, data=body, headers={"Content-Type": "application/json", **identity}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            answer: dict[str, Any] = json.load(response)
            return answer
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (400, 401):
                return None
            raise DevError(f"{url} answers {error.code}; look at var/log/web.log.") from None

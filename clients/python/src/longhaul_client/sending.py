"""One request, repeated until the answer counts."""

import logging
import time
from collections.abc import Callable

from httpx import LocalProtocolError, TransportError, UnsupportedProtocol

from .deadline import Clock, Deadline
from .errors import ConnectionLost, Corrupted, LonghaulError, UnexpectedAnswer, problem_of
from .messages import Answer, Ask, Steps
from .pace import Pace

log = logging.getLogger("longhaul_client")


class Trouble:
    """Failures in a row, and the patience with them."""

    def __init__(self, patience: float, clock: Clock = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        self._pace = Pace()
        self._since: float | None = None

    def wait_after(self, failure: LonghaulError, retry_after: float | None) -> float:
        """Return the seconds to wait; raise the failure if that is asked too much."""
        self._since = self._clock() if self._since is None else self._since
        seconds = self._pace.after_failure(retry_after)
        if self._clock() - self._since + seconds > self._patience:
            raise failure
        log.warning("%s Trying again in %.0f s.", failure, seconds)
        return seconds


def send(make: Callable[[], Ask], trouble: Trouble, deadline: Deadline) -> Steps[Answer]:
    """Send until an answer counts, building the request again each time.

    Raises:
        LonghaulError: the server refuses, or the patience or the time is over.
    """
    while True:
        deadline.check()
        try:
            answer: Answer = yield make()
        except LocalProtocolError as error:
            raise Corrupted("A file has changed while it was sent. Try it again.") from error
        except UnsupportedProtocol as error:
            raise ConnectionLost(f"The address cannot be used: {error}") from error
        except TransportError as error:
            failure: LonghaulError = ConnectionLost(
                f"The server does not answer ({describe(error)})."
            )
            failure.__cause__ = error
            retry_after = None
        else:
            if answer.status < 300 or answer.status == 304:
                return answer
            refuse_redirect(answer)
            failure, retry_after = problem_of(answer), answer.retry_after
            if not is_temporary(answer.status):
                raise failure
        yield from deadline.pause(trouble.wait_after(failure, retry_after))


def refuse_redirect(answer: Answer) -> None:
    """Raise for what would take the token, and a POST's body, elsewhere."""
    if answer.status < 400:
        target = answer.headers.get("Location", "another address")
        raise UnexpectedAnswer(f"The server sends its clients to {target}; use that address.")


def is_temporary(status: int) -> bool:
    return status in (408, 429) or status >= 500


def describe(error: TransportError) -> str:
    return str(error) or type(error).__name__

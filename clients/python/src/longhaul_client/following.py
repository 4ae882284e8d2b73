"""Following a job to its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .deadline import Deadline
from .messages import Answer, Ask, Steps
from .models import GenericJob
from .pace import Pace
from .reading import read
from .sending import Trouble, send

UNFINISHED = ("pending", "processing")
# How long the server may wait for news before it answers, in seconds. Not every server does.
LONG_POLL = 20


@dataclass(frozen=True)
class Seen:
    """A job as the server last told it, and when to ask again."""

    job: GenericJob
    etag: str = ""
    retry_after: float | None = None

    @classmethod
    def of(cls, answer: Answer) -> "Seen":
        job = read(GenericJob, answer)
        return cls(job, answer.headers.get("ETag", ""), answer.retry_after)


class Following:
    """Asks about one job, as often as the server allows and as seldom as news permit."""

    def __init__(
        self,
        trouble: Trouble,
        deadline: Deadline,
        on_progress: Callable[[GenericJob], object] | None,
    ) -> None:
        self._trouble = trouble
        self._deadline = deadline
        self._tell = on_progress or (lambda job: None)

    def to_the_end(self, seen: Seen) -> Steps[GenericJob]:
        """Return the job as it has ended."""
        pace = Pace(str(seen.job.id))
        self._tell(seen.job)
        wait = pace.after_news(seen.retry_after)
        while seen.job.status in UNFINISHED:
            yield from self._deadline.pause(wait)
            answer = yield from self._look(seen)
            if answer.status == 304:
                seen = replace(seen, retry_after=answer.retry_after)
                wait = waited(answer, pace)
            else:
                seen = Seen.of(answer)
                self._tell(seen.job)
                wait = pace.after_news(seen.retry_after)
        return seen.job

    def _look(self, seen: Seen) -> Steps[Answer]:
        patience = int(min(LONG_POLL, self._deadline.left))
        headers = {"If-None-Match": seen.etag} if seen.etag else {}
        if patience > 0:
            headers["Prefer"] = f"wait={patience}"
        path, silence = seen.job.links.self, self._deadline.silence
        self._trouble.forget()
        return (
            yield from send(
                lambda: Ask(method="GET", path=path, headers=headers, silence=silence),
                self._trouble,
                self._deadline,
            )
        )


def waited(answer: Answer, pace: Pace) -> float:
    """Return the wait after no news; a server that has waited itself may be asked soon again."""
    if "wait" in answer.headers.get("Preference-Applied", ""):
        return pace.after_news(answer.retry_after)
    return pace.after_silence(answer.retry_after)

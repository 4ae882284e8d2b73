"""What a run leaves to be judged: what clients were told, what the database holds, what was done.

Moments are seconds since the epoch; jobs and executions are named by their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from devtools.chaos.fault import Fault
from devtools.chaos.stories import Story

TERMINAL = frozenset({"completed", "failed", "cancelled"})


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A status that a client was shown; `result` is the execution that its result names."""

    at: float
    status: str
    result: str | None = None


@dataclass(kw_only=True)
class Asked:
    """A verb that a client sent; it may have happened even if no answer came."""

    verb: str
    at: float
    answered_at: float | None = None


@dataclass
class Account:
    """Everything that one client knows about one job that was accepted."""

    story: Story
    job: str
    seen: list[Seen] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    # The ids that the same act of creation was answered with afterwards.
    again: list[str] = field(default_factory=list)

    def has_asked(self, verb: str) -> bool:
        return any(asked.verb == verb for asked in self.asked)

    def was_answered(self, verb: str) -> bool:
        return any(asked.verb == verb and asked.answered_at for asked in self.asked)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A job as the database holds it at the end, with its result."""

    job: str
    story: int | None
    status: str
    attempt: int
    max_attempts: int
    error_code: str
    result_attempt: int | None
    result_execution: str | None
    result_made_in: int | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """An event in the log of side effects."""

    at: float
    job: str
    attempt: int
    execution: str
    pid: int
    event: str


@dataclass(kw_only=True)
class Lease:
    """A lease as the database was seen to hold it; `until` is the latest end that was seen."""

    job: str
    execution: str
    attempt: int
    worker: str
    claimed_at: float
    until: float
    gone_at: float | None = None


@dataclass(frozen=True, kw_only=True)
class Blow:
    """A fault that has happened, from when to when, and to which executions."""

    fault: Fault
    at: float
    over_at: float
    hit: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All of it."""

    accounts: Sequence[Account]
    rows: Mapping[str, Row]
    # The status that the API tells of each job at the end.
    told: Mapping[str, str]
    lines: Sequence[Line]
    leases: Sequence[Lease]
    blows: Sequence[Blow]
    # How often the server answered with each status.
    answers: Mapping[int, int]
    # What clients were refused, by the number of their story.
    refusals: Mapping[int, str]

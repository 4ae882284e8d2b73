"""How long lost executions waited for their rescue."""

from collections.abc import Sequence
from dataclasses import dataclass

from devtools.chaos.evidence import Blow, Lease, Line
from devtools.chaos.fault import Kind


@dataclass(frozen=True, kw_only=True)
class Rescue:
    """From the moment at which an execution was struck to that at which its job was free again."""

    job: str
    cause: str
    seconds: float


def rescues(
    lines: Sequence[Line], leases: Sequence[Lease], blows: Sequence[Blow], now: float
) -> list[Rescue]:
    """Return every rescue; one that has not happened counts until now."""
    left = {line.execution: line.at for line in lines if line.event == "left"}
    causes = [(line.execution, line.at, "died") for line in lines if line.event == "died"]
    causes += [
        (execution, blow.at, str(blow.fault))
        for blow in blows
        # Who is stopped hands its jobs back by itself.
        if blow.fault.kind is not Kind.STOP_WORKER
        for execution in blow.hit
    ]
    struck: dict[str, tuple[float, str]] = {}
    for execution, at, cause in sorted(causes, key=lambda each: each[1]):
        struck.setdefault(execution, (at, cause))
    return [
        Rescue(job=lease.job, cause=struck[lease.execution][1], seconds=gone - at)
        for lease in leases
        if lease.execution in struck
        and (at := struck[lease.execution][0]) <= (gone := lease.gone_at or now)
        # Who came to its own end before needed no rescue.
        and left.get(lease.execution, gone) >= gone
    ]

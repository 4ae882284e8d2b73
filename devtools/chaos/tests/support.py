"""Evidence in few words: job "a", execution "a1" of its first attempt, moments in seconds."""

from devtools.chaos.behaviour import BEHAVIOURS
from devtools.chaos.evidence import Account, Asked, Blow, Evidence, Lease, Line, Row, Seen
from devtools.chaos.fault import Fault, Kind
from devtools.chaos.stories import Story, Watching

BY_NAME = {behaviour.name: behaviour for behaviour in BEHAVIOURS}


def story(behaviour="quick", number=1):
    return Story(
        number=number,
        at=0.0,
        owner=0,
        behaviour=BY_NAME[behaviour],
        watching=Watching.POLL,
        twice=False,
        cancel_after=None,
        delete_after=None,
        retry=False,
    )


def account(*seen, job="a", asked=(), again=(), **of):
    return Account(
        story=story(**of), job=job, seen=list(seen), asked=list(asked), again=list(again)
    )


def seen(status, at=1.0, result=None):
    return Seen(at=at, status=status, result=result)


def asked(verb, at=2.0, answered=True):
    return Asked(verb=verb, at=at, answered_at=at if answered else None)


def row(status="completed", job="a", **columns):
    has_result = {"result_attempt": 1, "result_made_in": 1, "result_execution": f"{job}1"}
    given = has_result if status == "completed" else dict.fromkeys(has_result)
    plain = {"story": 1, "attempt": 1, "max_attempts": 3, "error_code": ""}
    return Row(job=job, status=status, **(plain | given | columns))


def line(event, at=1.0, execution="a1", attempt=1, pid=100):
    return Line(at=at, job=execution[0], attempt=attempt, execution=execution, pid=pid, event=event)


def lease(execution="a1", attempt=1, claimed_at=0.0, until=60.0, gone_at=None):
    return Lease(
        job=execution[0],
        execution=execution,
        attempt=attempt,
        worker="worker-1-clone@host/1",
        claimed_at=claimed_at,
        until=until,
        gone_at=gone_at,
    )


def blow(kind, target="worker-1", at=0.0, over_at=10.0, hit=()):
    fault = Fault(at=at, kind=kind, target=target, seconds=over_at - at)
    return Blow(fault=fault, at=at, over_at=over_at, hit=hit)


def stop(**of):
    return blow(Kind.STOP_WORKER, **of)


def evidence(*rows, accounts=None, told=None, lines=(), leases=(), blows=(), **more):
    held = {row.job: row for row in rows}
    return Evidence(
        accounts=[account(job=job) for job in held] if accounts is None else accounts,
        rows=held,
        told={row.job: row.status for row in rows} if told is None else told,
        lines=lines,
        leases=leases,
        blows=blows,
        **({"answers": {}, "refusals": {}} | more),
    )


def details(found):
    return [finding.detail for finding in found]

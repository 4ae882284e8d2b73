from devtools.chaos.fault import Kind
from devtools.chaos.rescues import rescues
from devtools.chaos.tests.support import blow, lease, line, stop

KILLED = blow(Kind.KILL_WORKER, at=10, hit=["a1"])


def seconds(lines=(), leases=(), blows=(), now=100.0):
    return [rescue.seconds for rescue in rescues(lines, leases, blows, now)]


def test_a_rescue_takes_from_the_blow_until_the_lease_is_gone():
    (rescue,) = rescues([], [lease(gone_at=75)], [KILLED], now=100)
    assert (rescue.job, rescue.seconds, rescue.cause) == ("a", 65, "kill worker-1")


def test_a_job_that_kills_its_worker_is_struck_by_itself():
    assert seconds([line("died", at=5)], [lease(gone_at=65)]) == [60]


def test_who_is_struck_twice_waits_since_the_first_blow():
    again = blow(Kind.KILL_WORKER, at=20, hit=["a1"])
    assert seconds(leases=[lease(gone_at=75)], blows=[again, KILLED]) == [65]


def test_a_rescue_that_has_not_happened_counts_until_now():
    assert seconds(leases=[lease()], blows=[KILLED], now=100) == [90]


def test_who_ended_by_itself_needed_no_rescue():
    assert seconds([line("left", at=15)], [lease(gone_at=15.2)], [KILLED]) == []


def test_who_woke_up_after_the_rescue_was_rescued():
    assert seconds([line("left", at=80)], [lease(gone_at=75)], [KILLED]) == [65]


def test_who_was_gone_before_the_blow_was_not_hit():
    assert seconds(leases=[lease(gone_at=9)], blows=[KILLED]) == []


def test_a_stop_needs_no_rescue():
    assert seconds(leases=[lease(gone_at=75)], blows=[stop(at=10, hit=["a1"])]) == []

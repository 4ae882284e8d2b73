from devtools.chaos.database import Database
from devtools.chaos.leases import LeaseBook
from devtools.chaos.tests.support import lease


def book():
    return LeaseBook(Database(cluster=None))


def test_a_lease_that_is_extended_is_one_lease():
    leases = book()
    leases.enter([lease(until=60)], now=1)
    leases.enter([lease(until=70)], now=11)
    assert [(one.until, one.gone_at) for one in leases.leases.values()] == [(70, None)]


def test_a_lease_is_gone_when_it_is_first_missed():
    leases = book()
    leases.enter([lease()], now=1)
    leases.enter([], now=2)
    leases.enter([], now=3)
    assert leases.leases["a1"].gone_at == 2


def test_a_job_that_changes_hands_has_two_leases():
    leases = book()
    leases.enter([lease()], now=1)
    leases.enter([lease("a2", attempt=2)], now=2)
    assert [one.gone_at for one in leases.leases.values()] == [2, None]

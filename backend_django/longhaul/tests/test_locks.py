import threading

import pytest
from django.db import connection

from longhaul.database import advisory_lock, try_advisory_lock
from longhaul.tests.process import wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_thread(act):
    """Run something on a connection of its own, and return its result."""
    results = []

    def run():
        results.append(act())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return results[0]


def held():
    """Count the advisory locks in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def no_locks_left():
    yield
    connection.close()  # and with it the locks


def test_one_instance_holds_a_lock_again_and_again():
    assert try_advisory_lock("a test")
    assert try_advisory_lock("a test")


def test_another_machine_does_not_get_it():
    assert try_advisory_lock("a test")
    assert not in_a_thread(lambda: try_advisory_lock("a test"))
    assert in_a_thread(lambda: try_advisory_lock("another test"))


def test_it_is_free_once_the_connection_is_gone():
    assert in_a_thread(lambda: try_advisory_lock("a test"))
    wait_for(lambda: try_advisory_lock("a test"), "the lock")


def test_a_lock_asked_for_often_is_held_once():
    for _ in range(2):
        assert try_advisory_lock("a test")
    assert held() == 1


def test_a_block_is_entered_by_one_machine_at_a_time():
    inside, overlapped = threading.Semaphore(), []

    def enter():
        with advisory_lock("a test"):
            overlapped.append(not inside.acquire(blocking=False))
            threading.Event().wait(0.05)
            inside.release()

    threads = [threading.Thread(target=in_a_thread, args=(enter,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(overlapped) == 4
    assert not any(overlapped)


def test_the_lock_goes_with_an_error():
    with pytest.raises(ZeroDivisionError), advisory_lock("a test"):
        raise ZeroDivisionError
    assert in_a_thread(lambda: try_advisory_lock("a test"))

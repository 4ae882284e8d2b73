import threading

import pytest
from django.db import connection

from longhaul.database import alone, is_mine
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
    """Count the locks that the database keeps; SQLite keeps none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        return cursor.fetchone()[0]


@pytest.fixture
def shared():
    """Tell whether several machines may use the database: SQLite has one, and no such locks."""
    yield connection.vendor == "postgresql"
    connection.close()  # and with it the locks


def test_one_instance_holds_a_lock_again_and_again():
    assert is_mine("a test")
    assert is_mine("a test")


def test_another_machine_does_not_get_it(shared):
    assert is_mine("a test")
    assert in_a_thread(lambda: is_mine("a test")) is not shared
    assert in_a_thread(lambda: is_mine("another test"))


def test_it_is_free_once_the_connection_is_gone(shared):
    assert in_a_thread(lambda: is_mine("a test"))
    wait_for(lambda: is_mine("a test"), "the lock")


def test_a_lock_asked_for_often_is_held_once(shared):
    for _ in range(2):
        assert is_mine("a test")
    assert held() == int(shared)


def test_a_block_is_entered_by_one_machine_at_a_time(shared):
    inside, overlapped = threading.Semaphore(), []

    def enter():
        with alone("a test"):
            overlapped.append(not inside.acquire(blocking=False))
            threading.Event().wait(0.05)
            inside.release()

    threads = [threading.Thread(target=in_a_thread, args=(enter,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(overlapped) == 4
    assert not (shared and any(overlapped))


def test_the_lock_goes_with_an_error(shared):
    with pytest.raises(ZeroDivisionError), alone("a test"):
        raise ZeroDivisionError
    assert in_a_thread(lambda: is_mine("a test"))

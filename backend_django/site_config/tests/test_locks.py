import threading

import pytest
from django.db import connection

from site_config.locks import alone, is_mine

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


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one machine, and no such locks")
    yield
    connection.close()  # and with it the locks


def test_one_instance_holds_a_lock_again_and_again():
    assert is_mine("a test")
    assert is_mine("a test")


def test_another_instance_does_not_get_it(postgresql):
    assert is_mine("a test")
    assert not in_a_thread(lambda: is_mine("a test"))
    assert in_a_thread(lambda: is_mine("another test"))


def test_it_is_free_once_the_connection_is_gone(postgresql):
    assert in_a_thread(lambda: is_mine("a test"))
    assert is_mine("a test")


def test_a_lock_asked_for_often_goes_at_once(postgresql):
    for _ in range(2):
        assert is_mine("a test")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchone() == (1,)


def test_a_block_is_entered_by_one_at_a_time(postgresql):
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
    assert overlapped == [False] * 4


def test_the_lock_goes_with_an_error(postgresql):
    with pytest.raises(ZeroDivisionError), alone("a test"):
        raise ZeroDivisionError
    assert in_a_thread(lambda: is_mine("a test"))

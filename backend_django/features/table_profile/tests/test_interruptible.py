import threading

import pytest

from features.table_profile.interruptible import interruptible
from longhaul import Cancelled


def test_what_the_work_returns_is_returned():
    assert interruptible(lambda: 7, lambda: None) == 7


def test_what_the_work_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 / 0, lambda: None)


def test_a_cancel_does_not_wait_for_the_work():
    ended = threading.Event()

    def cancel():
        raise Cancelled

    with pytest.raises(Cancelled):
        interruptible(ended.wait, cancel)

    assert not ended.is_set()
    ended.set()


def test_it_goes_on_asking_while_it_waits():
    ended, asked = threading.Event(), []

    def ask():
        asked.append(1)
        if len(asked) == 3:
            ended.set()

    interruptible(ended.wait, ask)

    assert len(asked) >= 3

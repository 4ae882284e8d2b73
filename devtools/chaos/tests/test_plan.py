from itertools import pairwise

import pytest
from django.conf import settings

from devtools.chaos.fault import FREEZES, OF_WORKERS, WORKERS, Kind
from devtools.chaos.plan import make_plan
from devtools.chaos.stories import Watching
from devtools.chaos.times import DEFAULTS, SHORT, Times

TIMES = Times.of(SHORT)
SEEDS = range(20)


def plan(seed=1, seconds=120, times=TIMES):
    return make_plan(seed, seconds, times)


def test_the_same_seed_gives_the_same_plan():
    assert plan(7) == plan(7)


def test_another_seed_gives_another_plan():
    assert plan(7).faults != plan(8).faults
    assert plan(7).stories != plan(8).stories


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_happens_in_the_time_that_is_given(seed):
    made = plan(seed)
    moments = [each.at for each in (*made.faults, *made.stories)]
    assert all(0 < moment < made.seconds for moment in moments)
    assert [fault.at for fault in made.faults] == sorted(fault.at for fault in made.faults)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_minutes_hold_every_kind_of_fault(seed):
    assert {fault.kind for fault in plan(seed).faults} == set(Kind)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_struck_while_it_is_down(seed):
    faults = plan(seed, 600).faults
    for target in {fault.target for fault in faults}:
        struck = [fault for fault in faults if fault.target == target]
        assert all(one.at + one.seconds < next.at for one, next in pairwise(struck))  # noqa: A001


@pytest.mark.parametrize("seed", SEEDS)
def test_a_freeze_outlasts_a_rescue(seed):
    freezes = [fault for fault in plan(seed, 600).faults if fault.kind in FREEZES]
    assert all(fault.seconds > TIMES.noticed for fault in freezes)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_done_to_a_worker_while_anything_of_one_is_frozen(seed):
    to_workers = [f for f in plan(seed, 600).faults if f.kind in FREEZES | OF_WORKERS]
    for one, other in pairwise(to_workers):
        if FREEZES & {one.kind, other.kind}:
            assert one.at + one.seconds < other.at


def test_a_missing_fence_is_provoked_by_freezes_alone():
    plan = make_plan(1, 120, TIMES, sabotage="fence")
    assert {fault.kind for fault in plan.faults} == FREEZES
    assert len(plan.faults) > 7


def test_both_workers_get_their_share():
    struck = {fault.target for fault in plan(seconds=600).faults}
    assert struck >= set(WORKERS)


def test_stories_are_of_every_sort():
    stories = plan(seconds=600).stories
    assert {story.watching for story in stories} == set(Watching)
    assert {story.retry for story in stories} == {True, False}
    assert any(story.twice for story in stories)
    assert any(story.cancel_after for story in stories)
    assert any(story.delete_after for story in stories)


def test_longer_leases_mean_longer_jobs_and_fewer_of_them():
    assert len(plan(times=Times.of(DEFAULTS)).stories) < len(plan().stories) / 3


def test_the_default_times_are_those_of_the_settings():
    assert {name: str(getattr(settings, name)) for name in DEFAULTS} == DEFAULTS


def test_with_the_default_settings_a_rescue_may_take_90_seconds():
    assert Times.of(DEFAULTS).rescue_limit == 90

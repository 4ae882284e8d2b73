"""Features that behave as badly as the plan says, and leave a trace of everything they do."""

import os
import signal
import time
from datetime import timedelta

from pydantic import BaseModel

from longhaul import Feature, Run

from .trace import execution_of, trace


class SoakOptions(BaseModel):
    """What a run does. `story` is the number of the plan's entry that asked for it."""

    story: int
    steps: int = 0
    step_seconds: float = 0.0
    # Tell nothing on the way, and so learn nothing, not even that the job was cancelled.
    silent: bool = False
    deadly_attempts: int = 0
    unlucky_attempts: int = 0
    raises: bool = False


class SoakResult(BaseModel):
    """Which attempt made this, and under which lease."""

    attempt: int
    execution: str


class Unlucky(Exception):
    """Worth another try."""


class Soak(Feature[SoakOptions, SoakResult]):
    """Work, wait, die or fail as the options say."""

    slug = "soak"
    retry_on = (Unlucky,)

    def process(self, run: Run[SoakOptions]) -> SoakResult:
        trace(run, "began")
        misbehave(run)
        steps = range(run.options.steps)
        for _ in steps if run.options.silent else run.track(steps, message="step"):
            time.sleep(run.options.step_seconds)
        trace(run, "ended")
        return SoakResult(attempt=run.attempt, execution=execution_of(run))

    def clean_up(self, run: Run[SoakOptions]) -> None:
        trace(run, "left")


class SoakInTime(Soak):
    """Do the same, in little time."""

    slug = "soak-in-time"
    time_limit = timedelta(seconds=1)


def misbehave(run: Run[SoakOptions]) -> None:
    """Kill this process or raise, if that is what this attempt is for."""
    if run.attempt <= run.options.deadly_attempts:
        trace(run, "died")
        os.kill(os.getpid(), signal.SIGKILL)
    if run.attempt <= run.options.unlucky_attempts:
        raise Unlucky
    if run.options.raises:
        raise RuntimeError("as the plan says")


FEATURES = (Soak, SoakInTime)

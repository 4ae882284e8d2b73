"""Features that behave as the tests need: quick, slow, failing, deadly, stubborn."""

import math
import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from longhaul import KB, MB, Download, Feature, InvalidInput, Run, Upload


class EchoOptions(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(default="hello", max_length=100, description="What comes back.")
    times: int = Field(default=1, ge=1, le=5)


class EchoResult(BaseModel):
    text: str


class Echo(Feature[EchoOptions, EchoResult]):
    """Give back what it was given.

    It takes no files, and so is asked with JSON.
    """

    slug = "echo"

    def process(self, run: Run[EchoOptions]) -> EchoResult:
        return EchoResult(text=run.options.text * run.options.times)


class CopyOptions(BaseModel):
    upper: bool = False


class CopyResult(BaseModel):
    length: int


class Copy(Feature[CopyOptions, CopyResult]):
    """Give a text file back, in upper case if asked."""

    slug = "copy-file"
    uploads = (
        Upload("text", extensions=(".txt", ".bin"), max_size=50 * KB, signatures={".bin": b"BIN1"}),
    )
    downloads = (Download("copy", "text/plain"),)

    def process(self, run: Run[CopyOptions]) -> CopyResult:
        text = run.upload("text").read_text()
        if "refuse" in text:
            raise InvalidInput("The file asks to be refused.", code="refused_by_itself")
        run.attach("copy", text.upper() if run.options.upper else text, filename="copy.txt")
        return CopyResult(length=len(text))


class JoinResult(BaseModel):
    text: str


class Join(Feature[CopyOptions, JoinResult]):
    """Put text files together, in their order."""

    slug = "join-files"
    uploads = (
        Upload("texts", extensions=(".txt",), max_size=50 * KB, max_files=3, max_total=80 * KB),
    )

    def process(self, run: Run[CopyOptions]) -> JoinResult:
        text = "".join(path.read_text() for path in run.uploads("texts"))
        return JoinResult(text=text.upper() if run.options.upper else text)


class Once(Feature[EchoOptions, EchoResult]):
    """Do the same work once at a time: the same text with the same file."""

    slug = "once"
    uploads = (Upload("text", required=False),)

    def dedupe_key(self, options: EchoOptions, digests: Mapping[str, Sequence[str]]) -> str | None:
        return f"{options.text} {digests}" if options.text else None

    def process(self, run: Run[EchoOptions]) -> EchoResult:
        return EchoResult(text=run.options.text)


class ScriptOptions(BaseModel):
    """What a run does, and where it leaves its traces."""

    model_config = ConfigDict(extra="ignore")

    log: str = ""
    steps: int = 0
    step_seconds: float = 0.05
    kill_attempts: int = 0
    fail_attempts: int = 0
    raises: str = ""


class ScriptResult(BaseModel):
    attempt: int


class Unlucky(Exception):
    """Worth another try."""


class Script(Feature[ScriptOptions, ScriptResult]):
    """Do what the options say, line by line into a log."""

    slug = "script"
    retry_on = (Unlucky,)
    time_limit = timedelta(seconds=20)

    def process(self, run: Run[ScriptOptions]) -> ScriptResult:
        note(run, "began")
        if run.attempt <= run.options.kill_attempts:
            os.kill(os.getpid(), signal.SIGKILL)
        if run.attempt <= run.options.fail_attempts:
            raise Unlucky
        if run.options.raises:
            raise RuntimeError(run.options.raises)
        for _ in run.track(range(run.options.steps), message="step"):
            time.sleep(run.options.step_seconds)
        note(run, "ended")
        return ScriptResult(attempt=run.attempt)

    def clean_up(self, run: Run[ScriptOptions]) -> None:
        note(run, "cleaned up")


class Sleepy(Feature[ScriptOptions, ScriptResult]):
    """Take longer than it may."""

    slug = "sleepy"
    time_limit = timedelta(seconds=1)

    def process(self, run: Run[ScriptOptions]) -> ScriptResult:
        time.sleep(60)
        return ScriptResult(attempt=run.attempt)

    def clean_up(self, run: Run[ScriptOptions]) -> None:
        note(run, "cleaned up")


class Stubborn(Feature[ScriptOptions, ScriptResult]):
    """Take longer than it may, and swallow the interruption."""

    slug = "stubborn"
    time_limit = timedelta(seconds=1)

    def process(self, run: Run[ScriptOptions]) -> ScriptResult:
        note(run, "began")
        while True:
            with suppress(Exception):
                time.sleep(60)


class OddOptions(BaseModel):
    kind: Literal["nan", "nul", "huge", "plain"] = "plain"


class OddResult(BaseModel):
    value: float | str


class Odd(Feature[OddOptions, OddResult]):
    """Return what the database or JSON does not accept."""

    slug = "odd"

    def process(self, run: Run[OddOptions]) -> OddResult:
        values = {"nan": math.nan, "nul": "a\0b", "huge": "x" * 50 * MB, "plain": "x"}
        return OddResult(value=values[run.options.kind])


class HoardOptions(BaseModel):
    megabytes: int = Field(default=1, ge=0)


class Hoard(Feature[HoardOptions, EchoResult]):
    """Make a file as large as is asked."""

    slug = "hoard"
    downloads = (Download("hoard", "application/octet-stream"),)

    def process(self, run: Run[HoardOptions]) -> EchoResult:
        run.attach("hoard", bytes(run.options.megabytes * MB))
        return EchoResult(text="made")


class Stop(BaseModel):
    place: str = Field(min_length=1, max_length=60)
    nights: int = Field(default=1, ge=0, le=30)

    @field_validator("place")
    @classmethod
    def lie_on_a_road(cls, place: str) -> str:
        """Refuse what no form can know beforehand."""
        if place == "Atlantis":
            raise ValueError("No road leads there.")
        return place


class Driver(BaseModel):
    name: str = "Ada"
    born: date | None = None


class EveryKindOptions(BaseModel):
    """One option of every kind that a form is made for."""

    name: str = Field(min_length=2, max_length=40, description="How the tour is called.")
    email: str = Field(default="", json_schema_extra={"format": "email"})
    remarks: str = Field(default="", max_length=2_000)
    pace: Literal["slow", "brisk"] = "slow"
    lorries: int = Field(default=1, ge=1, le=9, description="An even number.")
    load: float = Field(default=0.5, gt=0, le=40, title="Load in tonnes")
    express: bool = False
    insured: bool | None = None
    limit: float | None = None
    day: date | None = None
    at: clock | None = None
    leaves: datetime | None = None
    tags: list[str] = ["road"]
    goods: list[Literal["milk", "timber", "steel"]] = []
    weights: list[int] = Field(default=[], max_length=3)
    driver: Driver = Driver()
    second_driver: Driver | None = None
    stops: list[Stop] = Field(default=[], max_length=5)
    extra: dict[str, int] = {}

    @field_validator("lorries")
    @classmethod
    def come_in_pairs(cls, lorries: int) -> int:
        """Refuse what no form can know beforehand."""
        if lorries % 2 and lorries > 1:
            raise ValueError("Lorries go in pairs.")
        return lorries


class EveryKindResult(BaseModel):
    nights: int
    share: float
    on_time: bool
    stops: list[Stop]
    given: EveryKindOptions


class EveryKind(Feature[EveryKindOptions, EveryKindResult]):
    """Take an option of every kind, and give them back."""

    slug = "every-kind"
    uploads = (
        Upload("papers", extensions=(".txt",), max_size=10 * KB, max_files=3, required=False),
    )
    downloads = (Download("plan", "text/plain"),)

    def process(self, run: Run[EveryKindOptions]) -> EveryKindResult:
        given = run.options
        run.attach("plan", given.model_dump_json(indent=2), filename="plan.txt")
        nights = sum(stop.nights for stop in given.stops)
        return EveryKindResult(
            nights=nights, share=1 / 3, on_time=True, stops=given.stops, given=given
        )


def note(run: Run[ScriptOptions], what: str) -> None:
    """Append a line to the log, in one write that no other process can split."""
    if run.options.log:
        with Path(run.options.log).open("a") as log:
            log.write(f"{run.job_id} {run.attempt} {what}\n")


PROBES = (Echo, Copy, Join, Once, Script, Sleepy, Stubborn, Odd, Hoard, EveryKind)

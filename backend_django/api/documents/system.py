"""What the API says of itself."""

from pydantic import BaseModel, ConfigDict, Field

from .moment import Moment


class VersionDocument(BaseModel):
    version: str
    environment: str
    commit: str


class WorkerDocument(BaseModel):
    """A worker; `seen_at` is when its keeper last reported."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    seen_at: Moment
    queues: list[str]
    release: str
    started_at: Moment | None
    alive: bool
    stalled: bool = Field(
        description="Whether it was free, took nothing, and has not been started anew since"
    )


class HealthDocument(BaseModel):
    """The state of the system. It works if there are no `faults`."""

    model_config = ConfigDict(from_attributes=True)

    faults: list[str] = Field(description="What is wrong, in sentences")
    broker: bool = Field(description="Whether the broker answers")
    messages: dict[str, int] = Field(description="Wake-up calls that wait, by queue")
    workers: list[WorkerDocument]
    backlog: dict[str, int] = Field(description="Jobs that are due, by queue")
    oldest_due: Moment | None = Field(description="Since when the oldest of them is due")
    expired_leases: int = Field(description="Jobs whose worker fell silent and nobody noticed")


class ThroughputSlot(BaseModel):
    """How many jobs ended from `start` until the next slot's, and how."""

    model_config = ConfigDict(from_attributes=True)

    start: Moment
    completed: int
    failed: int
    cancelled: int


class ThroughputDocument(BaseModel):
    """What ended lately, oldest first; the newest slot is not over yet."""

    model_config = ConfigDict(from_attributes=True)

    hour: list[ThroughputSlot] = Field(description="In slots of five minutes")
    day: list[ThroughputSlot] = Field(description="In slots of an hour")

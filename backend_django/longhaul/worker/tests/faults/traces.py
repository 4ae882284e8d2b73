"""What runs leave behind beside the database: the witness of what was executed, and how often."""

from collections import Counter
from pathlib import Path
from uuid import UUID

from longhaul.jobs.models import Job


class Traces:
    """A log into which every run writes what it does."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self.log = str(path)

    def lines(self) -> list[list[str]]:
        """Return each line as the job's id, the attempt and what happened."""
        lines = Path(self.log).read_text().splitlines()
        return [line.split(" ", 2) for line in lines]

    def attempts(self, job: Job | UUID, what: str) -> list[int]:
        """Return the attempts at a job in which something happened, in the order of events."""
        key = str(job.pk if isinstance(job, Job) else job)
        return [int(attempt) for one, attempt, did in self.lines() if (one, did) == (key, what)]

    def count(self, what: str) -> int:
        """Return how often something happened in all."""
        return Counter(did for *_, did in self.lines())[what]

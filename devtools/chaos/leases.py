"""Watches from outside who holds which job: the witness of rescues."""

import asyncio
from contextlib import suppress
from time import time

from devtools.chaos.database import AWAY, Database
from devtools.chaos.evidence import Lease

LOOK_SECONDS = 0.25


class LeaseBook:
    """Every lease that was seen, and when it was seen to be gone."""

    def __init__(self, database: Database) -> None:
        self.leases: dict[str, Lease] = {}
        self._database = database
        self._held: set[str] = set()

    async def keep(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            with suppress(AWAY):
                self.enter(await self._database.leases(), time())
            await asyncio.sleep(LOOK_SECONDS)

    def enter(self, held: list[Lease], now: float) -> None:
        """Take down what is held at this moment."""
        for lease in held:
            known = self.leases.setdefault(lease.execution, lease)
            known.until = max(known.until, lease.until)
        tokens = {lease.execution for lease in held}
        for token in self._held - tokens:
            self.leases[token].gone_at = now
        self._held = tokens

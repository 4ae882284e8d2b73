"""Who runs a program that refuses to be run by root."""

import os
import pwd
from dataclasses import dataclass
from typing import Any

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """A user of the operating system."""

    uid: int
    gid: int

    @classmethod
    def current(cls) -> "Account":
        return cls(os.getuid(), os.getgid())

    @classmethod
    def unprivileged(cls) -> "Account":
        entry = pwd.getpwnam(UNPRIVILEGED)
        return cls(entry.pw_uid, entry.pw_gid)

    @property
    def options(self) -> dict[str, Any]:
        """Return what starts a process as this user."""
        if self.uid == os.getuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": ()}

"""What operators see. Jobs change through services only, so their forms are read-only."""

from . import jobs, libraries, users, workers

__all__ = ["jobs", "libraries", "users", "workers"]

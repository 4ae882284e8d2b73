"""What operators see. Jobs are changed by their verbs only, so the forms are read-only."""

from . import jobs, owners, workers

__all__ = ["jobs", "owners", "workers"]

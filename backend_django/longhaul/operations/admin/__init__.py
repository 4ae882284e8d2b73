"""The admin: the engine's models, and base classes for the product's."""

from . import jobs, libraries, users, workers

__all__ = ["jobs", "libraries", "users", "workers"]

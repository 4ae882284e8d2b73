"""Which worker this is. Two may have the same host name; what one holds is not the other's."""

import secrets

# Made before the worker forks, so that its parent and all its children agree.
_INSTANCE = secrets.token_hex(4)


def worker_name(hostname: str) -> str:
    """Return a name that no other worker has, now or later."""
    return f"{hostname}/{_INSTANCE}"

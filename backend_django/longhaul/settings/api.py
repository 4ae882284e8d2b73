"""The HTTP API: how often clients may ask, and how files are sent. Names no other app."""

from pathlib import Path

import environ

env = environ.Env()

# Requests by scope: per user, or per address for a guest.
API_RATES = {
    "create": "60/minute",
    "polling": "600/minute",
    "other": "300/minute",
    "sign_in": "10/minute",
    "registration": "5/minute",
} | env.dict("API_RATES", default={})
API_COUNTERS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
# Requests that wait for a change may hold at most a quarter of a web process's threads.
API_WAITING_REQUESTS = env.int("WEB_THREADS", 4) // 4
# The proxy in front sends files, once a view has allowed it by X-Accel-Redirect.
DOWNLOADS_BY_PROXY = env.bool("DOWNLOADS_BY_PROXY", False)
SAMPLES_DIR = Path("samples")  # where the files lie that features name as their samples

"""Jobs, workers, broker and API: what the engine needs in any Django project.

`longhaul.jobs` sets each name that the project has not set. All times are in seconds.
"""

from pathlib import Path

import environ

env = environ.Env()

FEATURES: list[str] = []  # the classes that are offered: "app.features.Thumbnails"
RELEASE = ""  # version of the running code, as workers report it
SAMPLES_DIR = Path("samples")  # where the files are that features name as their samples

# ── Jobs and workers ────────────────────────────────────────────────────────────────────────────

JOBS_LEASE = env.float("JOBS_LEASE", 60)  # a worker that is silent for this long has lost its job
# How often a running job writes its progress and looks for a cancel request; and how often its
# lease is extended while there is no progress to write.
JOBS_HEARTBEAT_INTERVAL = env.float("JOBS_HEARTBEAT_INTERVAL", 1)
JOBS_LEASE_RENEWAL_INTERVAL = env.float("JOBS_LEASE_RENEWAL_INTERVAL", 5)
JOBS_KEEPER_INTERVAL = env.float("JOBS_KEEPER_INTERVAL", 15)
JOBS_BACK_OFF = env.float("JOBS_BACK_OFF", 5)  # before the second attempt; three times that, …
JOBS_HARD_LIMIT_AFTER = env.float("JOBS_HARD_LIMIT_AFTER", 30)  # after the soft one
JOBS_GRACE = env.float("JOBS_GRACE", 30)  # for running jobs when a worker is asked to stop
# A worker that takes nothing for this long, although it is free and jobs wait, exits.
JOBS_STALL_TIMEOUT = env.float("JOBS_STALL_TIMEOUT", 60)
# A job that has been due for this long is reported as a fault.
JOBS_OVERDUE_ALARM = env.float("JOBS_OVERDUE_ALARM", 15 * 60)
JOBS_DISPATCHED_PER_OWNER = env.int("JOBS_DISPATCHED_PER_OWNER", 20)  # in each queue
JOBS_MAX_UNFINISHED = env.int("JOBS_MAX_UNFINISHED", 100)  # per user
JOBS_MAX_STORED_BYTES = env.int("JOBS_MAX_STORED_BYTES", 5_000_000_000)  # per user
JOBS_MAX_RESULT_BYTES = env.int("JOBS_MAX_RESULT_BYTES", 10_000_000)
JOBS_ROW_RETENTION = env.float("JOBS_ROW_RETENTION", 90 * 24 * 3600)
JOBS_IDEMPOTENCY_RETENTION = env.float("JOBS_IDEMPOTENCY_RETENTION", 24 * 3600)
# A worker or scheduler touches this file while it runs; empty: none.
LIVENESS_FILE = env.str("LIVENESS_FILE", "")

# ── The API ─────────────────────────────────────────────────────────────────────────────────────

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

# ── Celery and its broker, which only wakes workers up ──────────────────────────────────────────

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", API_COUNTERS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# Not CELERY_TASK_REJECT_ON_WORKER_LOST: it repeats a job that kills its worker endlessly.
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # nothing reserved behind a long job
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200  # leaks end
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 2_000_000  # kB, looked at between jobs
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = True
CELERY_TASK_SEND_SENT_EVENT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
# A message carries its job's turn among its owner's as priority, 0 first; the broker keeps a list
# for each. Jobs beyond share the last one.
BROKER_TURNS = 10
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "priority_steps": list(range(BROKER_TURNS)),
    # Far beyond the longest time limit: after a shorter one, running jobs are announced again.
    "visibility_timeout": env.int("BROKER_VISIBILITY_TIMEOUT", 24 * 3600),
    "unacked_restore_throttle": 1,
    # A frozen broker must not hold up a request that publishes, a job that ends, or a keeper,
    # whose rescues wait meanwhile. Waiting for messages is not limited by these.
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "socket_keepalive": True,  # finds out if the other end of an idle connection has gone
}
CELERY_BROKER_POOL_ACQUIRE_TIMEOUT = 2
CELERY_BEAT_SCHEDULER = "longhaul.worker.scheduler:SingleScheduler"
CELERY_BEAT_SCHEDULE = {"prune": {"task": "jobs.prune", "schedule": 15 * 60.0}}
CELERY_TIMEZONE = "UTC"

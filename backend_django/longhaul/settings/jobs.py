"""Jobs and their workers; all times are in seconds."""

import environ

env = environ.Env()

FEATURES: list[str] = []  # the classes that are offered: "app.features.Thumbnails"

JOBS_LEASE = env.float("JOBS_LEASE", 60)  # a worker that is silent for this long has lost its job
JOBS_BEAT = env.float("JOBS_BEAT", 1)  # how often a run looks for news
JOBS_IDLE_BEAT = env.float("JOBS_IDLE_BEAT", 5)  # how often it extends the lease without news
JOBS_KEEPER = env.float("JOBS_KEEPER", 15)
JOBS_BACK_OFF = env.float("JOBS_BACK_OFF", 5)  # before the second attempt; three times that, …
JOBS_HARD_LIMIT_AFTER = env.float("JOBS_HARD_LIMIT_AFTER", 30)  # after the soft one
JOBS_GRACE = env.float("JOBS_GRACE", 30)  # for running jobs when a worker is told to stop
# A worker that takes nothing for this long, although it is free and jobs wait, exits.
JOBS_STALL = env.float("JOBS_STALL", 60)
JOBS_ALARM = env.float("JOBS_ALARM", 15 * 60)  # a job due for this long is reported as a fault
JOBS_DISPATCHED_PER_OWNER = env.int("JOBS_DISPATCHED_PER_OWNER", 20)  # in each queue
JOBS_MAX_UNFINISHED = env.int("JOBS_MAX_UNFINISHED", 100)  # per user
JOBS_MAX_STORED_BYTES = env.int("JOBS_MAX_STORED_BYTES", 5_000_000_000)  # per user
JOBS_MAX_RESULT_BYTES = env.int("JOBS_MAX_RESULT_BYTES", 10_000_000)
JOBS_ROW_RETENTION = env.float("JOBS_ROW_RETENTION", 90 * 24 * 3600)
JOBS_IDEMPOTENCY_RETENTION = env.float("JOBS_IDEMPOTENCY_RETENTION", 24 * 3600)

RELEASE = ""  # version of the running code, as workers report it
# A worker or scheduler touches this file while it runs; empty: none.
PULSE_FILE = env.str("PULSE_FILE", "")

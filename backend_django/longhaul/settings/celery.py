"""Celery and its broker, which is a wake-up call: the database is the truth."""

import environ

env = environ.Env()

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", env.str("REDIS_URL", "redis://127.0.0.1:6379/0"))
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
    # Far beyond the longest time limit. Shorter, and running jobs are announced again, in vain.
    "visibility_timeout": env.int("BROKER_VISIBILITY_TIMEOUT", 24 * 3600),
    "unacked_restore_throttle": 1,
    # Who asks a frozen broker must give up soon: a request that publishes, a job that ends, and a
    # keeper, whose rescues wait meanwhile. Waiting for messages is no asking.
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    # The other end of an idle connection may vanish without a word.
    "socket_keepalive": True,
}
CELERY_BROKER_POOL_ACQUIRE_TIMEOUT = 2
CELERY_BEAT_SCHEDULER = "longhaul.worker.scheduler:SingleScheduler"
CELERY_BEAT_SCHEDULE = {"prune": {"task": "jobs.prune", "schedule": 15 * 60.0}}
CELERY_TIMEZONE = "UTC"

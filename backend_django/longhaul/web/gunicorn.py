"""gunicorn's settings, which the product's `config/gunicorn.py` imports and may replace."""

import os
import resource

from longhaul.operations.logs import logging_config

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Threads of one process share connections; Celery's children, which fork, must not.
raw_env = [f"DATABASE_POOL_SIZE={os.environ.get('DATABASE_POOL_SIZE', threads)}"]
# Large uploads over slow lines: a thread of gthread may read for longer than this.
timeout = 60
# A server that stops lets requests finish; idle connections do not delay it. There is no
# max_requests: a worker that waits so takes no other requests, and it may be the only one.
graceful_timeout = 600
# A hundred ids, and filters with them.
limit_request_line = 8190
# Each file of a form is open until its request ends; many systems allow 1,024 unless asked.
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
if soft < 8_192 <= hard or hard == resource.RLIM_INFINITY:
    resource.setrlimit(resource.RLIMIT_NOFILE, (8_192, hard))
# Heartbeat files in memory: a busy disk must not look like a hanging worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
logconfig_dict = logging_config(os.environ.get("LOG_FORMAT", "json"), "INFO")

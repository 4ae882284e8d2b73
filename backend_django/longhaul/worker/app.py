"""The Celery application of a project that has none of its own.

Start it with `celery --app longhaul.worker.app worker`.
"""

from longhaul.worker.celery import create_app

app = create_app("longhaul")

"""The Celery application: its settings are Django's, under the prefix CELERY_."""

import os
import sys

from celery import Celery
from celery.signals import heartbeat_sent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("longhaul")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery closes the database connection around every task unless told how often to keep it.
app.conf["CELERY_DB_REUSE_MAX"] = sys.maxsize

app.steps["worker"].update(
    ["longhaul.worker.bootsteps:KeeperStep", "longhaul.worker.bootsteps:StallStep"]
)


@heartbeat_sent.connect
def show_life(**_: object) -> None:
    """Tell whoever watches the worker that its main loop turns."""
    from longhaul.worker.bootsteps import beat

    beat()

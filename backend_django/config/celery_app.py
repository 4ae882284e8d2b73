"""The Celery application: its settings are Django's, under the prefix CELERY_."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, heartbeat_sent
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("longhaul")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery closes the database connection around every task unless told how often to keep it.
app.conf["CELERY_DB_REUSE_MAX"] = sys.maxsize

app.steps["worker"].update(["jobs.bootsteps:KeeperStep", "jobs.stall:StallStep"])


@celeryd_init.connect
def be_patient_with_the_broker(conf: Any, **_: object) -> None:
    """Give a worker the long timeouts of a consumer; all others publish, and must not block."""
    conf.broker_transport_options = settings.WORKER_BROKER_TRANSPORT_OPTIONS


@heartbeat_sent.connect
def show_life(**_: object) -> None:
    """Tell whoever watches the worker that its main loop turns."""
    from jobs.pulse import beat

    beat()

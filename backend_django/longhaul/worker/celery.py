"""The Celery application, as the protocol of the engine needs it."""

import sys
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent
from django.conf import settings

from longhaul.jobs.apps import set_defaults

STEPS = ("longhaul.worker.bootsteps:KeeperStep", "longhaul.worker.bootsteps:StallStep")


def create_app(name: str) -> Celery:
    """Return a Celery application with a keeper and a stall watch in each of its workers.

    Its settings are Django's, under the prefix CELERY_, and the engine's where Django has none;
    its tasks are those in the modules `tasks` of the installed apps. Set DJANGO_SETTINGS_MODULE
    before.
    """
    app = Celery(name)
    # For all threads: Celery makes a new application the current one of its own thread only, and
    # jobs are published by the threads of web servers.
    app.set_default()
    # Celery reads the settings when it first needs one, which may be before Django is set up.
    app.on_configure.connect(_set_defaults)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.autodiscover_tasks()
    # Celery closes the database connection around every task unless this says how often to keep it.
    app.conf["CELERY_DB_REUSE_MAX"] = sys.maxsize
    app.steps["worker"].update(STEPS)
    heartbeat_sent.connect(touch_liveness_file)
    return app


def _set_defaults(**_: Any) -> None:
    set_defaults()


def touch_liveness_file(**_: Any) -> None:
    """Touch the file by which a health check sees that the main loop runs, if there is one."""
    if settings.LIVENESS_FILE:
        Path(settings.LIVENESS_FILE).touch()

"""A bare Django project that sets nothing of the engine's."""

import json
import os
import subprocess
import sys

from django.test import override_settings

from longhaul.jobs.apps import set_defaults
from longhaul.tests.process import BACKEND

SETTINGS = """
SECRET_KEY = "x"
USE_TZ = True
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "longhaul.jobs",
    "longhaul.worker",
]
JOBS_LEASE = 7
"""
LOOK = """
import json
from concurrent.futures import ThreadPoolExecutor

import django
from celery import current_app
from django.conf import settings

django.setup()
with ThreadPoolExecutor(1) as web:
    app = web.submit(current_app._get_current_object).result()
print(json.dumps({
    "app": app.main,
    "late": app.conf.task_acks_late,
    "scheduler": app.conf.beat_scheduler,
    "lease": settings.JOBS_LEASE,
    "beat": settings.JOBS_HEARTBEAT_INTERVAL,
}))
"""


def look(folder, program):
    (folder / "bare_settings.py").write_text(SETTINGS)
    paths = os.pathsep.join([str(folder), str(BACKEND)])
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": paths}
    env["DJANGO_SETTINGS_MODULE"] = "bare_settings"
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(
        command, env=env, cwd=folder, capture_output=True, text=True, check=True
    )
    return json.loads(outcome.stdout)


def test_the_engine_brings_its_settings_and_its_celery_application(tmp_path):
    assert look(tmp_path, LOOK) == {
        "app": "longhaul",
        "late": True,
        "scheduler": "longhaul.worker.scheduler:SingleScheduler",
        "lease": 7,
        "beat": 1,
    }


def test_the_celery_application_alone_knows_the_settings_before_django_is_set_up(tmp_path):
    imports = "import json; from longhaul.worker.app import app"
    assert look(tmp_path, f"{imports}; print(json.dumps(app.conf.task_acks_late))") is True


def test_features_can_be_defined_before_django_is_set_up(tmp_path):
    program = "import json, longhaul; print(json.dumps(longhaul.Feature.max_attempts))"
    assert look(tmp_path, program) == 3


@override_settings(JOBS_HEARTBEAT_INTERVAL=3)
def test_what_the_project_sets_stays(settings):
    set_defaults()
    assert settings.JOBS_HEARTBEAT_INTERVAL == 3

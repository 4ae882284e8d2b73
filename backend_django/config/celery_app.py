"""The Celery application: its settings are Django's, under the prefix CELERY_."""

import os

from longhaul.worker.celery import create_app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = create_app("longhaul")

"""What `celery --app config.celery_app` runs: the engine's application, named after the product."""

import os

from config import product

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from longhaul.worker.app import app as app  # celery looks for it here

app.main = product.SLUG

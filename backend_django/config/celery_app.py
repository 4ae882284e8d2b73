"""What `celery --app config.celery_app` runs: the engine's application, with this product's name."""

import os

from config import product

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from longhaul.worker.app import app  # noqa: E402  (it needs the name of the settings)

app.main = product.SLUG

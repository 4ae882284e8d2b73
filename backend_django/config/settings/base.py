"""Settings of this product in every environment. What is not here is the engine's default.

Look into `longhaul/settings/` for the engine's settings; set a name here to replace one.
"""

from pathlib import Path

import features
from config import product  # before the engine's settings: it reads `.env`
from longhaul.operations.logs import logging_config
from longhaul.settings.from_url import databases, media_storage
from longhaul.settings.full import *  # noqa: F403
from longhaul.settings.full import (
    CELERY_BEAT_SCHEDULE,
    INSTALLED_APPS,
    SPECTACULAR_SETTINGS,
    UNFOLD,
    env,
)

ROOT = product.ROOT
BASE_DIR = ROOT / "backend_django"
VAR = ROOT / "var"  # what development keeps: uploads, mails, logs

# ── The product ─────────────────────────────────────────────────────────────────────────────────

PRODUCT_NAME = product.NAME
PRODUCT_COLORS = product.COLORS
SUPPORT_EMAIL = product.SUPPORT_EMAIL
DEFAULT_FROM_EMAIL = product.FROM_EMAIL
DEMO_EMAIL = product.DEMO_EMAIL
DEMO_ADMIN_EMAIL = product.DEMO_ADMIN_EMAIL
ADMIN_MENU = product.ADMIN_MENU
FEATURES = features.FEATURES
SPECTACULAR_SETTINGS |= {"TITLE": product.NAME, "DESCRIPTION": product.DESCRIPTION}
UNFOLD |= {
    "SITE_TITLE": product.NAME,
    "SITE_HEADER": product.NAME,
    "SITE_SYMBOL": product.ICON,
    "COLORS": {"primary": product.COLORS},
}

# ── Django ──────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [*INSTALLED_APPS, "users", "site_config"]  # and your own
AUTH_USER_MODEL = "users.User"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FIXTURE_DIRS = [ROOT / "fixtures"]
DATABASES = databases(env.str("DATABASE_URL", ""))
# Periodic tasks of your own: "remove-old": {"task": "projects.remove_old", "schedule": 24 * 3600.0}
CELERY_BEAT_SCHEDULE |= {}

# ── Files ───────────────────────────────────────────────────────────────────────────────────────

STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
WHITENOISE_ROOT = BASE_DIR / "root"  # robots.txt, which has to be at the top
DJANGO_VITE = {
    "default": {"manifest_path": BASE_DIR / "static/vue/manifest.json", "static_url_prefix": "vue"}
}
MEDIA_ROOT = Path(env.str("DJANGO_MEDIA_ROOT", str(VAR / "media")))
# Beside the media, so that a finished upload is moved, not copied.
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": media_storage(env.str("MEDIA_STORAGE_URL", "")),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SAMPLES_DIR = ROOT / "fixtures" / "samples"

# ── What runs ───────────────────────────────────────────────────────────────────────────────────

ENVIRONMENT = "base"
RELEASE, _, COMMIT = (
    (BASE_DIR / "VERSION.txt").read_text().strip()
    if (BASE_DIR / "VERSION.txt").exists()
    else "0.1.0"  # a source tree; an image's build writes "<version> <commit>"
).partition(" ")
LOGGING = logging_config(env.str("LOG_FORMAT", "json"), env.str("LOG_LEVEL", "INFO"))

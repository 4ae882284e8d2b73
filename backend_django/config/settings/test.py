"""The tests: real database, real broker, and times short enough to wait for."""

import atexit
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from config import product
from longhaul.operations.logs import logging_config
from longhaul.settings.from_url import databases

from .base import *  # noqa: F403
from .base import API_RATES, INSTALLED_APPS, env

ENVIRONMENT = "test"
DEBUG = False
SECRET_KEY = "only-for-the-tests-never-deployed-anywhere-else-at-all"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "longhaul.tests"]
DATABASES = databases(env.str("TEST_DATABASE_URL", ""))
API_RATES = dict.fromkeys(API_RATES, "1000000/minute")  # the tests of rates set their own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The test's own workers are given the same one.
GIVEN_MEDIA_ROOT = env.str("DJANGO_MEDIA_ROOT", "")
MEDIA_ROOT = Path(GIVEN_MEDIA_ROOT or mkdtemp(prefix=f"{product.SLUG}-media-"))
if not GIVEN_MEDIA_ROOT:
    atexit.register(rmtree, MEDIA_ROOT, ignore_errors=True)
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
# A system under test has accounts to try it with.
DEMO_FILE = Path(env.str("DEMO_FILE", str(MEDIA_ROOT / "demo.json")))
# The back end is tested without a built page.
SILENCED_SYSTEM_CHECKS = ["django_vite.W001"]
LOGGING = logging_config(env.str("LOG_FORMAT", "text"), env.str("LOG_LEVEL", "INFO"))

"""Settings that hold everywhere. Nothing but the settings reads the environment."""

from pathlib import Path
from typing import Any

from longhaul.operations.logs import logging_config

from .accounts import *  # noqa: F403
from .admin import *  # noqa: F403
from .api import *  # noqa: F403
from .celery import *  # noqa: F403
from .environment import BASE_DIR, ROOT, VAR, env
from .policy import *  # noqa: F403
from .storage import media_storage

# ── Django ──────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    # The engine comes first: its templates replace those of the libraries below.
    "longhaul.jobs",
    "longhaul.worker",
    "longhaul.api",
    "longhaul.accounts",
    "longhaul.operations",
    "longhaul.web",
    "unfold",  # before the admin, whose templates it replaces
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "dj_rest_auth",
    "dj_rest_auth.registration",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",  # dj-rest-auth's registration imports it
    "anymail",
    "axes",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_celery_beat",
    "django_vite",
    "users",
    "site_config",
    "features",
]

MIDDLEWARE = [
    "longhaul.api.middleware.RequestIdMiddleware",
    "longhaul.api.middleware.LengthMiddleware",
    "longhaul.api.middleware.DrainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "longhaul.web.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",  # the admin's way to say that an account is locked
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False  # every route takes a slash or none; a redirect would lose a POST's body
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [ROOT / "fixtures"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "config.formats"  # of times in the admin, to the second

# ── Database ────────────────────────────────────────────────────────────────────────────────────

SQLITE_OPTIONS: dict[str, Any] = {
    # Write-ahead logging alone still fails under concurrent writers; with immediate transactions
    # and a patient timeout it does not.
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}


POSTGRESQL_OPTIONS: dict[str, Any] = {
    # A process that is frozen in the middle of a transaction must not hold its rows for ever.
    "options": "-c idle_in_transaction_session_timeout=5min",
}

POOL_OPTIONS: dict[str, Any] = {
    "min_size": 1,
    "timeout": 10,
    # Attempts grow rarer and rarer, so new ones begin after this: a database that has been away for
    # an hour is found within seconds.
    "reconnect_timeout": 10,
}


def database(url: str, pool_size: int = 0) -> dict[str, Any]:
    """Describe the database at a URL; connections are kept, in a pool where threads share them."""
    config: dict[str, Any] = env.db_url_config(url)
    config["ATOMIC_REQUESTS"] = True
    config["CONN_MAX_AGE"] = None
    if "sqlite" in config["ENGINE"]:
        config["OPTIONS"] = SQLITE_OPTIONS
        return config
    config["OPTIONS"] = {**config.get("OPTIONS", {}), **POSTGRESQL_OPTIONS}
    if pool_size:
        config["CONN_MAX_AGE"] = 0
        # Without the check, each connection of before a restart would cost somebody a request.
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"]["pool"] = POOL_OPTIONS | {"max_size": pool_size}
    return config


DATABASES = {
    "default": database(
        env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"),
        pool_size=env.int("DATABASE_POOL_SIZE", 0),
    )
}

# ── Files ───────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = env.str("STATIC_URL", "/static/")
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
WHITENOISE_ROOT = BASE_DIR / "root"  # robots.txt, which has to be at the top
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vue/assets/"  # Vite names them by their content
MEDIA_ROOT = Path(env.str("DJANGO_MEDIA_ROOT", str(VAR / "media")))
# Beside the media, so that a finished upload is moved, not copied.
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES = {
    "default": media_storage(env.str("MEDIA_STORAGE_URL", "")),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The proxy in front sends files, once a view has allowed it by X-Accel-Redirect.
DOWNLOADS_BY_PROXY = env.bool("DOWNLOADS_BY_PROXY", False)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # in one request; each is an open file meanwhile
SAMPLES_DIR = ROOT / "fixtures" / "samples"
DJANGO_VITE = {
    "default": {"manifest_path": BASE_DIR / "static/vue/manifest.json", "static_url_prefix": "vue"}
}

# ── Jobs (seconds) ──────────────────────────────────────────────────────────────────────────────

JOBS_LEASE = env.float("JOBS_LEASE", 60)  # a worker that is silent for this long has lost its job
JOBS_BEAT = env.float("JOBS_BEAT", 1)  # how often a run looks for news
JOBS_IDLE_BEAT = env.float("JOBS_IDLE_BEAT", 5)  # how often it extends the lease without news
JOBS_KEEPER = env.float("JOBS_KEEPER", 15)
JOBS_BACK_OFF = env.float("JOBS_BACK_OFF", 5)  # before the second attempt; three times that, …
JOBS_HARD_LIMIT_AFTER = env.float("JOBS_HARD_LIMIT_AFTER", 30)  # after the soft one
JOBS_GRACE = env.float("JOBS_GRACE", 30)  # for running jobs when a worker is told to stop
# A worker that is free and takes nothing for so long, while jobs wait, ends and is started anew.
JOBS_STALL = env.float("JOBS_STALL", 60)
JOBS_ALARM = env.float("JOBS_ALARM", 15 * 60)  # a job due for this long is reported as a fault
JOBS_DISPATCHED_PER_OWNER = env.int("JOBS_DISPATCHED_PER_OWNER", 20)  # in each queue
JOBS_MAX_UNFINISHED = env.int("JOBS_MAX_UNFINISHED", 100)  # per user
JOBS_MAX_STORED_BYTES = env.int("JOBS_MAX_STORED_BYTES", 5_000_000_000)  # per user
JOBS_MAX_RESULT_BYTES = env.int("JOBS_MAX_RESULT_BYTES", 10_000_000)
JOBS_ROW_RETENTION = env.float("JOBS_ROW_RETENTION", 90 * 24 * 3600)
JOBS_IDEMPOTENCY_RETENTION = env.float("JOBS_IDEMPOTENCY_RETENTION", 24 * 3600)

# ── The product ─────────────────────────────────────────────────────────────────────────────────

ENVIRONMENT = "base"
RELEASE, _, COMMIT = (
    (BASE_DIR / "VERSION.txt").read_text().strip()
    if (BASE_DIR / "VERSION.txt").exists()
    else "0.1.0"  # a source tree; an image's build writes "<version> <commit>"
).partition(" ")
PAGE_TITLE = env.str("PAGE_TITLE", "Longhaul")
API_ROOT = env.str("API_ROOT", "")  # what stands before each path of the API
FLOWER_URL = env.str("FLOWER_URL", "")
DEMO_FILE: Path | None = None
DEMO_EMAIL = "demo@example.com"
DEMO_ADMIN_EMAIL = "admin@example.com"
# What watches a worker or beat from outside looks whether this file has been touched lately.
PULSE_FILE = env.str("PULSE_FILE", "")
# Where the built page's files are kept beside those of earlier builds; empty: nowhere.
PUBLISHED_ASSETS = env.str("PUBLISHED_ASSETS", "")

LOGGING = logging_config(env.str("LOG_FORMAT", "json"), env.str("LOG_LEVEL", "INFO"))

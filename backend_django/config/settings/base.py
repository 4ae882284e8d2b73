"""Settings that hold everywhere. Nothing but the settings reads the environment."""

from pathlib import Path
from typing import Any

from .celery import *  # noqa: F403
from .environment import BASE_DIR, ROOT, VAR, env

# ── Django ──────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "rest_framework.authtoken",
    "dj_rest_auth",
    "dj_rest_auth.registration",  # with it, signing in asks for a verified address
    "allauth",
    "allauth.account",
    "allauth.socialaccount",  # dj-rest-auth's registration imports it
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_celery_beat",
    "django_vite",
    "users",
    "site_config",
    "jobs",
    "features",
    "api",
]

MIDDLEWARE = [
    "api.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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

# ── Database ────────────────────────────────────────────────────────────────────────────────────

SQLITE_OPTIONS: dict[str, Any] = {
    # Write-ahead logging alone still fails under concurrent writers; with immediate transactions
    # and a patient timeout it does not.
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}


def database(url: str, pool_size: int = 0) -> dict[str, Any]:
    """Describe the database at a URL; connections are kept, in a pool where threads share them."""
    config: dict[str, Any] = env.db_url_config(url)
    config["ATOMIC_REQUESTS"] = True
    config["CONN_MAX_AGE"] = None
    if "sqlite" in config["ENGINE"]:
        config["OPTIONS"] = SQLITE_OPTIONS
    elif pool_size:
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {"pool": {"min_size": 1, "max_size": pool_size, "timeout": 10}}
    return config


DATABASES = {
    "default": database(
        env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"),
        pool_size=env.int("DATABASE_POOL_SIZE", 0),
    )
}

# ── Accounts ────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
REST_AUTH = {
    "SESSION_LOGIN": False,  # a REST client gets a token and no cookie; the page has auth/session/
    "LOGIN_SERIALIZER": "users.serializers.LoginSerializer",
    "USER_DETAILS_SERIALIZER": "users.serializers.UserSerializer",
}

# ── API ─────────────────────────────────────────────────────────────────────────────────────────

REST_FRAMEWORK = {
    # The token stands first: a guest then gets 401 with WWW-Authenticate, not 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.TokenAuthentication",
        "api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JsonParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.LenientNegotiation",
    "DEFAULT_SCHEMA_CLASS": "api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "api.problems.handle_exception",
    "URL_FORMAT_OVERRIDE": None,  # `?format=` is no parameter of ours
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Longhaul",
    "DESCRIPTION": "Jobs that take a while: create one, follow it, fetch its result.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
}

# ── Files ───────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vue/assets/"  # Vite names them by their content
MEDIA_ROOT = Path(env.str("DJANGO_MEDIA_ROOT", str(VAR / "media")))
# Beside the media, so that a finished upload is moved, not copied.
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
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
FLOWER_URL = env.str("FLOWER_URL", "")
DEMO_FILE: Path | None = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    # One line a request and a task is noise; jobs say themselves what happens to them.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}

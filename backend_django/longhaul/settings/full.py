"""Everything that a product with accounts, an admin and the page takes from the engine.

A product imports all names, adds its own and replaces what it wants otherwise.
"""

from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.templatetags.static import static

from longhaul.settings.accounts import *  # noqa: F403
from longhaul.settings.jobs import *  # noqa: F403
from longhaul.settings.jobs import CELERY_BEAT_SCHEDULE

env = environ.Env()

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
]

MIDDLEWARE = [
    "longhaul.api.middleware.RequestIdMiddleware",
    "longhaul.api.middleware.BodyMiddleware",
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
    "axes.middleware.AxesMiddleware",  # shows users of the admin that an account is locked
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

# What the engine shows of a product, which sets its own.
PRODUCT_NAME = "Longhaul"
PRODUCT_COLORS = {"400": "#66d0c6", "600": "#0b5c5e"}  # of the main color: dark and light themes
SUPPORT_EMAIL = ""  # in mails; empty: none

APPEND_SLASH = False  # every route takes a slash or none; a redirect would lose a POST's body
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # in one request; each is an open file meanwhile
CELERY_BEAT_SCHEDULE = CELERY_BEAT_SCHEDULE | {
    "prune-accounts": {"task": "accounts.prune", "schedule": 24 * 3600.0}
}

# For the product's own views. The engine's set their parser, errors, throttle and schema
# themselves (longhaul/api/views.py); of this they take the authentication alone.
REST_FRAMEWORK = {
    # The token stands first: a guest then gets 401 with WWW-Authenticate, not 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "longhaul.accounts.authentication.TokenAuthentication",
        "longhaul.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "longhaul.api.problems.handle_exception",
    "DEFAULT_THROTTLE_CLASSES": ["longhaul.api.throttles.ScopedThrottle"],
    # How many proxies in front add the client's address to X-Forwarded-For; 0: it is not read.
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
}
SPECTACULAR_SETTINGS = {
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
}

# ── The admin ───────────────────────────────────────────────────────────────────────────────────

# The product's models in the menu: each one's icon, in this order. Others follow by name.
ADMIN_MENU: dict[str, str] = {}
UNFOLD: dict[str, Any] = {
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "href": lambda _: static("vue/favicon.svg")}],
    "DASHBOARD_CALLBACK": "longhaul.operations.admin.navigation.first_page",
    "STYLES": [lambda _: static("jobs/admin.css")],
    "SIDEBAR": {"navigation": "longhaul.operations.admin.navigation.sidebar"},
}
FORMAT_MODULE_PATH = "longhaul.settings.formats"  # of times, to the second
# Links to Celery's monitor; empty: none.
FLOWER_URL = env.str("FLOWER_URL", "")

# ── The page ────────────────────────────────────────────────────────────────────────────────────

# Before each path of the API that the page asks for: a prefix that a proxy removes.
API_ROOT = env.str("API_ROOT", "")
STATIC_URL = env.str("STATIC_URL", "/static/")
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vue/assets/"  # Vite names them by their content
# Where the built page's files are kept beside those of earlier builds; empty: nowhere.
PUBLISHED_ASSETS = env.str("PUBLISHED_ASSETS", "")


def origins(address: str) -> list[str]:
    """Return the origin of an address on another server; none for a path on this one."""
    part = urlsplit(address)
    return [f"{part.scheme}://{part.netloc}"] if part.netloc else []


# What a browser may load and run on the page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF, *origins(STATIC_URL)],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

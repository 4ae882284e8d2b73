"""The HTTP API: who may ask, how often, and how it is described."""

from .environment import env

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
    # How many proxies in front tell the address of the client. With none, nobody is believed.
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
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

# Requests by scope: per user, or per address for a guest.
API_RATES = {
    "create": "60/minute",
    "polling": "600/minute",
    "other": "300/minute",
    "sign_in": "10/minute",
    "registration": "5/minute",
} | env.dict("API_RATES", default={})
API_COUNTERS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
# Requests that wait for a change may hold at most a quarter of a web process's threads.
API_WAITING_REQUESTS = env.int("WEB_THREADS", 4) // 4

"""Accounts: who may sign in, how many failures lock an account, and what mails contain."""

from datetime import timedelta
from pathlib import Path

import environ

env = environ.Env()

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # locks accounts; it signs no user in
    "longhaul.accounts.sign_in.EmailBackend",
]
SESSION_ENGINE = "longhaul.accounts.sessions"
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
] + [{"NAME": "longhaul.accounts.passwords.EndTokens"}]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds, as the mail says
CONFIRMATION_TIMEOUT = 3 * 24 * 3600  # seconds, as the mail says
SIGN_IN_TOKEN_DAYS = env.int("SIGN_IN_TOKEN_DAYS", 30)  # of a token that login/ gives

# The superuser that each start creates or updates; empty: none.
SUPERUSER_EMAIL = env.str("DJANGO_SUPERUSER_EMAIL", "")
SUPERUSER_PASSWORD = env.str("DJANGO_SUPERUSER_PASSWORD", "")

# ── Allauth and dj-rest-auth ────────────────────────────────────────────────────────────────────

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth's own writes a row for every address that is asked about.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  (no password)
SERIALIZERS = "longhaul.accounts.serializers"
REST_AUTH = {
    "SESSION_LOGIN": False,  # a REST client gets a token and no cookie; the page has auth/session/
    "OLD_PASSWORD_FIELD_ENABLED": True,
    "TOKEN_MODEL": "longhaul.accounts.models.Token",
    "TOKEN_CREATOR": "longhaul.accounts.sign_in.create_token",
    "TOKEN_SERIALIZER": f"{SERIALIZERS}.KeySerializer",
    "LOGIN_SERIALIZER": f"{SERIALIZERS}.LoginSerializer",
    "REGISTER_SERIALIZER": f"{SERIALIZERS}.RegisterSerializer",
    "USER_DETAILS_SERIALIZER": f"{SERIALIZERS}.UserSerializer",
    "PASSWORD_CHANGE_SERIALIZER": f"{SERIALIZERS}.PasswordChangeSerializer",
    "PASSWORD_RESET_CONFIRM_SERIALIZER": f"{SERIALIZERS}.PasswordResetConfirmSerializer",
}

# ── Lock-out ────────────────────────────────────────────────────────────────────────────────────

# Both together: the owner can still sign in from another address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", 5)
AXES_COOLOFF_TIME = timedelta(seconds=env.int("SIGN_IN_LOCK", 15 * 60))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "longhaul.accounts.sign_in.account_of"
AXES_CLIENT_IP_CALLABLE = "longhaul.accounts.sign_in.client_address"

# ── Mail ────────────────────────────────────────────────────────────────────────────────────────

PAGE_URL = env.str("PAGE_URL", "")  # in the links of mails; empty: the host of the request
EMAIL_TIMEOUT = 10  # seconds that a request waits for the mail server
# With which development fills in the sign-in form; None: not a development system.
DEMO_FILE: Path | None = None

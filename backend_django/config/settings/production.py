"""A deployed system: every secret comes from outside, and every default is safe."""

from django.core.exceptions import ImproperlyConfigured

from longhaul.settings.from_url import databases, mail_settings

from .base import *  # noqa: F403
from .base import BASE_DIR, REST_FRAMEWORK, STORAGES, env

ENVIRONMENT = env.str("ENVIRONMENT", "production")
DEBUG = False
SECRET_KEY = env.str("DJANGO_SECRET_KEY")
if len(SECRET_KEY) < 50 or "change" in SECRET_KEY.lower() or "development" in SECRET_KEY:
    raise ImproperlyConfigured(
        "DJANGO_SECRET_KEY is a placeholder. Set it to 50 or more random characters."
    )
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = databases(env.str("DATABASE_URL"))

STATIC_ROOT = BASE_DIR / "staticfiles"
# Not the manifest one: it would rename what Vite named by content already.
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage",
    "OPTIONS": {"file_permissions_mode": 0o644},  # uploads are private, these are not
}

# The proxy in front ends TLS and says so in this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
REST_FRAMEWORK["NUM_PROXIES"] = env.int("NUM_PROXIES", 1)  # its entry in X-Forwarded-For counts
SECURE_SSL_REDIRECT = env.bool("DJANGO_SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)/?$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = env.int("DJANGO_SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
vars().update(mail_settings(env.str("EMAIL_URL", "smtp://localhost:25")))

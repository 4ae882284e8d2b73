"""Development on one machine: readable, forgiving, never reachable from outside."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE

from longhaul.operations.logs import logging_config
from longhaul.settings.from_url import mail_settings

from .base import *  # noqa: F403
from .base import CONTENT_SECURITY_POLICY, DJANGO_VITE, ROOT, STATICFILES_DIRS, VAR, env

ENVIRONMENT = "local"
DEBUG = env.bool("DJANGO_DEBUG", False)  # `./dev up --dev` turns it on
SECRET_KEY = env.str("DJANGO_SECRET_KEY", "only-for-development-never-deployed-anywhere-else")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("DJANGO_ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])
EMAIL_BACKEND = "longhaul.accounts.mails.EmailBackend"
EMAIL_FILE_PATH = Path(env.str("DJANGO_MAIL_DIR", str(VAR / "mail")))
if mail_server := env.str("EMAIL_URL", ""):
    vars().update(mail_settings(mail_server))
DEMO_FILE = Path(env.str("DEMO_FILE", str(VAR / "demo.json")))
# Serve the built page straight from static/, without a collectstatic in between.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
vite = urlsplit(env.str("VITE_DEV_URL", ""))
if vite.port:
    # What a build would copy.
    STATICFILES_DIRS = [*STATICFILES_DIRS, ("vue", ROOT / "frontend_vue" / "public")]
    DJANGO_VITE["default"] |= {
        "dev_mode": True,
        "dev_server_host": vite.hostname,
        "dev_server_port": vite.port,
    }
    # Its modules come from another origin, talk to it, and bring their styles inline.
    CONTENT_SECURITY_POLICY["DIRECTIVES"] |= {
        "default-src": [SELF, vite.geturl(), vite._replace(scheme="ws").geturl()],
        "style-src": [SELF, UNSAFE_INLINE],
    }
LOGGING = logging_config(env.str("LOG_FORMAT", "text"), env.str("LOG_LEVEL", "INFO"))

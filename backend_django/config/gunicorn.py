"""How the web process runs: `gunicorn --config config/gunicorn.py config.wsgi`."""

from longhaul.web.gunicorn import *  # noqa: F403

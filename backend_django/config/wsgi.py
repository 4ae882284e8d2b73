"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from longhaul.web.wsgi import guard

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = guard(get_wsgi_application())

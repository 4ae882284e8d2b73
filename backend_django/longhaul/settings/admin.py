"""The admin: its menu and first page. Its name and colours are the product's."""

from typing import Any

import environ
from django.templatetags.static import static

env = environ.Env()

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

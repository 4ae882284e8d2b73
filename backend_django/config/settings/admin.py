"""The look and the menu of the admin."""

from typing import Any

from django.templatetags.static import static

from .environment import env

# The product's models in the menu: each one's icon (fonts.google.com/icons), in this order. Models
# that are not named here follow by name.
ADMIN_MENU: dict[str, str] = {}  # {"projects.project": "folder", …}

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": env.str("PAGE_TITLE", "Longhaul"),
    "SITE_HEADER": env.str("PAGE_TITLE", "Longhaul"),
    "SITE_SYMBOL": "local_shipping",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "href": lambda _: static("vue/favicon.svg")}],
    "DASHBOARD_CALLBACK": "longhaul.operations.admin.navigation.first_page",
    "STYLES": [lambda request: static("jobs/admin.css")],
    "COLORS": {
        "primary": {
            "50": "#eef7f5",
            "100": "#e0eeeb",
            "200": "#b9dcd6",
            "300": "#92e3da",
            "400": "#66d0c6",
            "500": "#2fa39d",
            "600": "#0b5c5e",
            "700": "#0a5052",
            "800": "#074648",
            "900": "#15312f",
            "950": "#05211f",
        }
    },
    "SIDEBAR": {"navigation": "longhaul.operations.admin.navigation.sidebar"},
}

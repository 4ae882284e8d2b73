"""The admin's look and its way about."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy

from .environment import env


def link(title: str, icon: str, model: str) -> dict[str, Any]:
    """Return an entry of the side bar for those who may see the model."""
    app, _, name = model.partition(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": lambda request: request.user.has_perm(f"{app}.view_{name}"),
    }


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": env.str("PAGE_TITLE", "Longhaul"),
    "SITE_HEADER": env.str("PAGE_TITLE", "Longhaul"),
    "SITE_SYMBOL": "local_shipping",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "href": lambda _: static("vue/favicon.svg")}],
    "DASHBOARD_CALLBACK": "longhaul.operations.admin.workers.add_health",
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
    "SIDEBAR": {
        "navigation": [
            {
                "items": [
                    link("Jobs", "list_alt", "jobs.job"),
                    link("Workers", "engineering", "jobs.worker"),
                    link("Schedule", "schedule", "django_celery_beat.periodictask"),
                ]
            },
            {
                "title": "Accounts",
                "items": [
                    link("Users", "person", "users.user"),
                    link("E-mail addresses", "mail", "account.emailaddress"),
                    link("Groups", "group", "auth.group"),
                    link("Tokens", "key", "accounts.token"),
                    link("Wrong passwords", "lock", "axes.accessattempt"),
                ],
            },
            {
                "title": "Elsewhere",
                "items": [
                    {"title": "The page", "icon": "web", "link": "/", "active": lambda _: False},
                    {"title": "API", "icon": "api", "link": "/api/v1/docs/"},
                    *(
                        [{"title": "Flower", "icon": "local_florist", "link": flower}]
                        if (flower := env.str("FLOWER_URL", ""))
                        else []
                    ),
                ],
            },
        ]
    },
}

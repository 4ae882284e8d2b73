"""The admin's side bar and first page: the engine's own entries, and the product's models."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse

from longhaul.operations.health import examine

# Model, title and icon (https://fonts.google.com/icons) of the engine's own entries.
JOBS = [
    ("jobs.job", "Jobs", "list_alt"),
    ("jobs.worker", "Workers", "engineering"),
    ("django_celery_beat.periodictask", "Schedule", "schedule"),
]
ACCOUNTS = [
    (get_user_model()._meta.label_lower, "Users", "person"),
    ("account.emailaddress", "E-mail addresses", "mail"),
    ("auth.group", "Groups", "group"),
    ("accounts.token", "Tokens", "key"),
    ("axes.accessattempt", "Failed sign-ins", "lock"),
]
# Each registered model of another app is the product's.
ENGINE_APPS = {"jobs", "accounts", "account", "auth", "axes", "django_celery_beat"}
DEFAULT_ICON = "table"


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Return groups of links to what the user may see, for Unfold's `SIDEBAR.navigation`."""
    elsewhere = [
        {"title": "Page", "icon": "web", "link": "/", "active": False},
        {"title": "API", "icon": "api", "link": reverse("longhaul:docs")},
    ]
    if settings.FLOWER_URL:
        elsewhere.append({"title": "Flower", "icon": "local_florist", "link": settings.FLOWER_URL})
    product = [
        {
            "title": app["name"],
            "items": [
                {
                    "title": model["name"],
                    "icon": settings.ADMIN_MENU.get(_label(model), DEFAULT_ICON),
                    "link": model["admin_url"],
                }
                for model in app["models"]
            ],
        }
        for app in product_apps(request)
    ]
    return [
        {"items": _links(request, JOBS)},
        *product,
        {"title": "Accounts", "items": _links(request, ACCOUNTS)},
        {"title": "Links", "items": elsewhere},
    ]


def _links(request: HttpRequest, entries: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    links = []
    for label, title, icon in entries:
        app, model = label.split(".")
        if request.user.has_perm(f"{app}.view_{model}"):
            url = reverse(f"admin:{app}_{model}_changelist")
            links.append({"title": title, "icon": icon, "link": url})
    return links


def product_apps(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the product's apps as `AdminSite.get_app_list` does, with the models the user may see.

    Models that the setting `ADMIN_MENU` names come first, in its order; the others by name.
    """
    order = {label: position for position, label in enumerate(settings.ADMIN_MENU)}
    user_model = get_user_model()._meta.label_lower
    apps = []
    for app in admin.site.get_app_list(request):
        models = [
            model for model in app["models"] if model["admin_url"] and _label(model) != user_model
        ]
        if models and app["app_label"] not in ENGINE_APPS:
            models.sort(key=lambda model: order.get(_label(model), len(order)))
            apps.append(app | {"models": models})
    return sorted(apps, key=lambda app: order.get(_label(app["models"][0]), len(order)))


def _label(model: dict[str, Any]) -> str:
    return str(model["model"]._meta.label_lower)


def first_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Give users who may see jobs the system's health and the product's models.

    Others see the list of all models that they may see. For Unfold's `DASHBOARD_CALLBACK`.
    """
    if request.user.has_perm("jobs.view_job"):
        context |= {"health": examine(), "app_list": product_apps(request)}
    return context

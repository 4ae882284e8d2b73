from importlib import import_module
from types import ModuleType

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import path
from unfold.admin import ModelAdmin

from users.models import User

pytestmark = pytest.mark.django_db
LIST = "/admin/contenttypes/contenttype/"
BY_NAME = ["Administration", "Content Types"]


def browser_of(**fields):
    browser = Client()
    browser.force_login(User.objects.create_user("eve@example.com", is_staff=True, **fields))
    return browser


@pytest.fixture
def staff():
    return browser_of(is_superuser=True)


@pytest.fixture
def registered(settings):
    """Register models as a product does, and serve the admin with them."""
    admin.site.register([ContentType, LogEntry], ModelAdmin)
    urls = ModuleType("urls_of_a_product")
    urls.urlpatterns = [
        path("admin/", admin.site.urls),
        *import_module(settings.ROOT_URLCONF).urlpatterns,
    ]
    settings.ROOT_URLCONF = urls
    yield
    admin.site.unregister([ContentType, LogEntry])


def registered_here(titles):
    """Leave out the models of the product that these tests run in."""
    return [title for title in titles if title in BY_NAME]


def menu(browser, page="/admin/jobs/job/"):
    """Return the menu's groups: each a title and the titles of its links."""
    groups = browser.get(page).context["sidebar_navigation"]
    return [
        (group.get("title", ""), [item["title"] for item in group["items"]])
        for group in groups
        if group["items"]
    ]


def test_the_menu_lists_the_engines_models(staff):
    assert menu(staff)[0] == ("", ["Jobs", "Workers", "Schedule"])
    assert ("Accounts", ["Users", "E-mail addresses", "Groups", "Tokens", "Failed sign-ins"]) in (
        menu(staff)
    )


def test_a_registered_model_is_in_the_menu(staff, registered):
    assert ("Content Types", ["Content types"]) in menu(staff)
    assert f'href="{LIST}"' in staff.get("/admin/jobs/job/").content.decode()


def test_a_registered_model_is_on_the_first_page(staff, registered):
    page = staff.get("/admin/")
    assert registered_here(app["name"] for app in page.context["app_list"]) == BY_NAME
    assert page.content.decode().count(f'href="{LIST}"') == 2  # in the menu and on the page


def test_the_first_page_shows_the_health_and_leaves_the_engines_models_to_the_menu(staff):
    page = staff.get("/admin/")
    shown = {app["app_label"] for app in page.context["app_list"]}
    assert not shown & {
        "jobs",
        "accounts",
        "account",
        "axes",
        "auth",
        "django_celery_beat",
        "users",
    }
    assert "Workers" in page.content.decode()


def test_apps_are_ordered_by_name(staff, registered):
    assert registered_here(title for title, _ in menu(staff)) == BY_NAME


def test_the_settings_can_order_the_apps(staff, registered, settings):
    settings.ADMIN_MENU = {"contenttypes.contenttype": "category"}
    assert registered_here(title for title, _ in menu(staff)) == BY_NAME[::-1]


def test_the_settings_can_name_an_icon(staff, registered, settings):
    settings.ADMIN_MENU = {"contenttypes.contenttype": "category"}
    page = staff.get(LIST)
    [item] = next(
        group["items"]
        for group in page.context["sidebar_navigation"]
        if group.get("title") == "Content Types"
    )
    assert (item["icon"], item["link"], item["active"]) == ("category", LIST, True)


def test_the_menu_shows_only_what_the_user_may_see(registered):
    browser = browser_of()
    assert menu(browser, "/admin/") == [("Links", ["Page", "API"])]
    assert "health" not in browser.get("/admin/").context


def test_flower_is_linked_where_the_settings_name_it(staff, settings):
    settings.FLOWER_URL = "http://flower.example/"
    assert menu(staff)[-1] == ("Links", ["Page", "API", "Flower"])

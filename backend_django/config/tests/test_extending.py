"""A product with a model, an endpoint, an admin page and a task of its own.

A copy of the repository is changed as docs/extending.md says; the engine's tests then pass there.
"""

import json
import os
import re
import subprocess
import sys

import pytest

from config.product import ROOT
from config.tests.clone import copy_repository
from longhaul.tests.process import environment

DOCUMENT = (ROOT / "docs" / "extending.md").read_text()
# A product writes its own tests beside its code, with the fixtures of conftest.py.
OWN_TEST = """
import pytest
from django.contrib import admin
from django.test import RequestFactory

from longhaul.operations.admin.navigation import sidebar
from projects.models import Project
from projects.tasks import remove_old


def test_each_user_has_their_own_projects(api, client_of, other):
    created = api.post("/api/v1/projects/", {"name": "Bridge"}, format="json")
    assert created.status_code == 201
    address = f"/api/v1/projects/{created.json()['id']}/"
    assert api.get("/api/v1/projects/").json() == [created.json()]
    assert client_of(other).get(address).status_code == 404
    assert api.patch(address, {"name": ""}, format="json").json()["code"] == "invalid"
    assert api.delete(address).status_code == 204


def test_projects_are_in_the_admin_s_menu(admin_client):
    assert "/admin/projects/project/" in admin_client.get("/admin/").content.decode()


def test_the_task_is_scheduled(settings, transactional_db):
    assert settings.CELERY_BEAT_SCHEDULE["remove-old-projects"]["task"] == remove_old.name
    remove_old()
    assert not Project.objects.exists()
"""
# Contracts of the engine that look at every address, operation and model; one walk stands for all.
CONTRACTS = (
    "longhaul/api/tests/test_isolation.py::test_a_guest_is_401",
    "longhaul/api/tests/test_problems.py",
    "longhaul/api/tests/test_schema.py",
    "longhaul/operations/tests/test_navigation.py",
)


def block_after(words):
    """Return the first block of code after some words of the document."""
    after = DOCUMENT.partition(words)[2]
    assert after, f"docs/extending.md no longer says: {words}"
    return re.search(r"```\w+\n(.*?)```", after, re.DOTALL)[1]


def replace(path, old, new):
    text = path.read_text()
    assert old in text, f"{path.name} no longer has: {old}"
    path.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    """The back end of a product that has followed the document."""
    backend = copy_repository(tmp_path_factory.mktemp("product")) / "backend_django"
    (backend.parent / ".venv").symlink_to(ROOT / ".venv")
    app = backend / "projects"
    (app / "migrations").mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "migrations" / "__init__.py").touch()
    for name in ("models", "api", "admin", "tasks"):
        (app / f"{name}.py").write_text(block_after(f"Write `backend_django/projects/{name}.py`"))
    (app / "tests.py").write_text(OWN_TEST)
    settings, urls = backend / "config/settings/base.py", backend / "config/urls.py"
    apps = block_after("Add it to `INSTALLED_APPS`")
    replace(settings, apps.replace(', "projects"', "").strip(), apps.strip())
    replace(settings, "CELERY_BEAT_SCHEDULE |= {}\n", block_after("Schedule it in"))
    block = block_after("Name it in `backend_django/config/urls.py`").splitlines()
    own_import, own_path = (line for line in block if "router" in line)
    replace(urls, "from longhaul.urls", f"{own_import}\nfrom longhaul.urls")
    replace(urls, "urlpatterns = [\n", f"urlpatterns = [\n{own_path}\n")
    return backend


def run(backend, *command, **env):
    """Run a command of the product, and return what it prints."""
    outcome = subprocess.run(
        [sys.executable, *command],
        cwd=backend,
        env=os.environ | environment() | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout[-4_000:] + outcome.stderr[-4_000:]
    return outcome.stdout


def test_the_engine_s_tests_pass_and_the_product_s_own(backend, tmp_path, transactional_db):
    made = run(backend, "manage.py", "makemigrations", "projects")
    assert "Create model Project" in made
    server = os.environ["TEST_DATABASE_URL"].rpartition("/")[0]
    own_database = {"TEST_DATABASE_URL": f"{server}/extended", "DJANGO_MEDIA_ROOT": str(tmp_path)}
    tests = [f"backend_django/{path}" for path in (*CONTRACTS, "projects/tests.py")]
    run(backend.parent, "-m", "pytest", "-q", "-x", *tests, **own_database)


def test_the_page_has_the_types_of_the_product_s_endpoints(backend, tmp_path, transactional_db):
    run(backend, "manage.py", "page_schemas", str(tmp_path))
    paths = json.loads((tmp_path / "product.json").read_text())["paths"]
    assert {"/api/v1/projects/", "/api/v1/projects/{id}/"} <= paths.keys()

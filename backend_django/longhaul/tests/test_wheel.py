"""The engine as other projects get it: a wheel, in a project that Django has just made."""

import json
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from devtools.ports import HOST, any_free
from devtools.probes import answers_http
from django.conf import settings
from django.db import connection

from longhaul.tests.process import Process, wait_for

ENGINE = Path(__file__).resolve().parents[1]
USER = ("ada", "correct horse battery")
FEATURE = '''
from longhaul import Feature, Run
from pydantic import BaseModel


class Options(BaseModel):
    text: str


class Result(BaseModel):
    text: str


class Shout(Feature[Options, Result]):
    """Write a text in capitals."""

    slug = "shout"

    def process(self, run: Run[Options]) -> Result:
        return Result(text=run.options.text.upper())
'''
# What README.md says, and where this test's database and broker are.
SETTINGS = """
INSTALLED_APPS += ["rest_framework", "longhaul.jobs", "longhaul.worker", "longhaul.api"]
FEATURES = ["shop.features.Shout"]
MEDIA_ROOT = BASE_DIR / "media"

import json, os
DATABASES = {"default": json.loads(os.environ["SHOP_DATABASE"])}
"""
URLS = """
from django.urls import include
urlpatterns += [path("api/v1/", include("longhaul.api.urls"))]
"""


@contextmanager
def empty_database():
    """Give Django's settings of a database that exists for the time of a test."""
    server = connection.settings_dict
    name = f"wheel_{secrets.token_hex(4)}"
    with psycopg.connect(
        host=server["HOST"],
        port=server["PORT"] or None,
        user=server["USER"],
        password=server["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as session:
        session.execute(f"CREATE DATABASE {name}")
        try:
            kept = ("ENGINE", "HOST", "PORT", "USER", "PASSWORD")
            yield {key: server[key] for key in kept} | {"NAME": name}
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Project:
    """A project made by `django-admin`, which imports the engine from an installed wheel."""

    def __init__(self, folder, database):
        self.folder, self.installed = folder / "shop", folder / "site-packages"
        self.env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(self.installed),
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "SHOP_DATABASE": json.dumps(database),
            "REDIS_URL": settings.API_COUNTERS_URL,
            "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        }

    def install(self, wheels):
        [wheel] = wheels.glob("longhaul-*.whl")
        self.python("-m", "pip", "install", *PIP, "--target", self.installed, wheel)

    def create(self):
        self.folder.mkdir()
        created = {"DJANGO_SETTINGS_MODULE": ""}
        self.python("-m", "django", "startproject", "shop", ".", **created)
        package = self.folder / "shop"
        (package / "features.py").write_text(FEATURE)
        for name, lines in {"settings.py": SETTINGS, "urls.py": URLS}.items():
            with (package / name).open("a") as file:
                file.write(lines)

    def python(self, *arguments, **env):
        where = self.folder if self.folder.exists() else self.folder.parent
        command = [sys.executable, *map(str, arguments)]
        outcome = subprocess.run(
            command, cwd=where, env=self.env | env, capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        return outcome.stdout

    def worker(self):
        app = ["-m", "celery", "--app", "longhaul.worker.app"]
        how = ["worker", "--concurrency", "1", "--queues", "critical,high,default,low"]
        return Daemon("wheel-worker", [*app, *how], self)

    def web(self, address):
        return Daemon("wheel-web", ["manage.py", "runserver", "--noreload", address], self)


class Daemon(Process):
    """A process of the project; who needs it waits for what it does."""

    def __init__(self, name, arguments, project):
        super().__init__(name, [sys.executable, *arguments], {}, cwd=project.folder)
        self._options["env"] = project.env

    def is_ready(self):
        return self.is_running


PIP = ("--quiet", "--no-deps", "--disable-pip-version-check", "--no-index")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    build = ["wheel", *PIP, "--no-build-isolation", "--wheel-dir", folder, ENGINE]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, cwd=folder)
    return folder


@pytest.fixture
def project(tmp_path, wheels):
    with empty_database() as database:
        project = Project(tmp_path, database)
        project.install(wheels)
        project.create()
        yield project


def test_a_bare_project_runs_a_feature_through_the_api_of_the_installed_wheel(project):
    shown = project.python("-c", "import longhaul; print(longhaul.__file__)")
    assert Path(shown.strip()).is_relative_to(project.installed)
    project.python("manage.py", "migrate")
    account = {"DJANGO_SUPERUSER_PASSWORD": USER[1]}
    given = ["--noinput", "--username", USER[0], "--email", "ada@example.com"]
    project.python("manage.py", "createsuperuser", *given, **account)
    address = f"{HOST}:{any_free()}"
    with project.web(address) as web, project.worker() as worker:
        url = f"http://{address}/api/v1"
        wait_for(lambda: answers_http(f"{url}/schema/"), f"the server: {web.log.read_text()}")
        with httpx.Client(base_url=url, auth=USER, timeout=30) as client:
            created = client.post("/shout/create/", json={"options": {"text": "hello"}})
            assert created.status_code == 202, created.text
            job = created.json()["id"]

            def status():
                assert web.is_running, web.log.read_text()
                assert worker.is_running, worker.log.read_text()
                return client.get(f"/shout/status/{job}/").json()["status"]

            wait_for(lambda: status() not in ("pending", "processing"), "the job to end")
            assert status() == "completed", worker.log.read_text()
            assert client.get(f"/shout/results/{job}/").json()["result"] == {"text": "HELLO"}


def test_the_wheel_has_what_the_engine_needs_and_no_tests(wheels, project):
    files = {
        str(path.relative_to(project.installed))
        for path in project.installed.rglob("*")
        if "__pycache__" not in path.parts
    }
    assert files >= {
        "longhaul/py.typed",
        "longhaul/jobs/migrations/0001_initial.py",
        "longhaul/api/templates/problem.html",
        "longhaul/operations/static/jobs/admin.css",
        "longhaul/accounts/templates/account/email/base.html",
    }
    assert not [name for name in files if "tests" in Path(name).parts]
    assert "longhaul/conftest.py" not in files

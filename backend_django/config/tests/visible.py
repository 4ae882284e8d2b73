"""Collect every text that people see of the product, and print them as JSON: `where: text`.

Run it in `backend_django/` of a clone, on a migrated database. It is no test: test_rename.py runs
it in a clone that has another name.
"""

import html
import json
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import django

BACKEND = Path(__file__).resolve().parents[2]
ROOT = BACKEND.parent
PAGE = ROOT / "frontend_vue"
EMAIL = "ada@example.com"


def texts():
    """Yield each text, after what shows it."""
    yield from documents()
    yield from admin_pages()
    yield from mails()
    yield from outputs()
    yield from words_of_the_page()
    yield from names_for_machines()


def documents():
    from django.test import Client

    from longhaul.api.problems import CODES

    client = Client()
    paths = ["/", "/api/v1/docs/", "/api/v1/redoc/", "/api/v1/schema/", "/api/v1/features/"]
    paths += ["/api/v1/version-info/", "/api/nothing", "/robots.txt"]
    for path in [*paths, *(f"/problems/{code}" for code in CODES)]:
        response = client.get(path)
        content = b"".join(response) if response.streaming else response.content
        yield path, content.decode()


def admin_pages():
    from django.contrib import admin
    from django.test import Client, RequestFactory

    from longhaul.accounts.registration import make_account

    client, request = Client(), RequestFactory().get("/admin/")
    yield "/admin/login/", client.get("/admin/login/").content.decode()
    user: Any = make_account(EMAIL, "correct horse", is_staff=True, is_superuser=True)
    request.user = user
    client.force_login(user, backend="longhaul.accounts.sign_in.EmailBackend")
    models = [model for app in admin.site.get_app_list(request) for model in app["models"]]
    addresses = [model[key] for model in models for key in ("admin_url", "add_url")]
    for address in filter(None, ["/admin/", *addresses]):
        response = client.get(address)
        assert response.status_code == 200, address
        yield address, response.content.decode()


def mails():
    from allauth.core.context import request_context
    from django.core import mail
    from django.test import RequestFactory

    from longhaul.accounts.mails import send

    mail.outbox = []
    folder = BACKEND / "longhaul" / "accounts" / "templates" / "account" / "email"
    link = "http://testserver/verify-email/key"
    for subject in sorted(folder.glob("*_subject.txt")):
        with request_context(RequestFactory().get("/")):
            send(subject.name.removesuffix("_subject.txt"), EMAIL, link=link, new_email=EMAIL)
        message: Any = mail.outbox[-1]
        parts = [message.body, *(str(part.content) for part in message.alternatives)]
        name = subject.stem.removesuffix("_subject")
        yield f"mail {name}", "\n".join([message.from_email, message.subject, *parts])


def outputs():
    """Yield what features make of their samples."""
    from django.conf import settings

    from longhaul import Run, registry

    for feature in registry:
        if not feature.sample:
            continue
        with TemporaryDirectory() as name:
            run = Run(
                job_id=uuid4(),
                attempt=1,
                options=feature.Options(),
                directory=Path(name),
                inputs={feature.uploads[0].name: [settings.SAMPLES_DIR / feature.sample]},
            )
            result = feature.process(run)
            yield f"result of {feature.slug}", result.model_dump_json()
            for download in feature.downloads:
                if download.media_type.startswith("text/"):
                    path = run.attached[download.name].path
                    yield f"{download.name} of {feature.slug}", path.read_text()


def words_of_the_page():
    """Yield its words in every language, and what its templates and public files say."""
    folders = [PAGE / "src", PAGE / "longhaul", PAGE / "public"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in files:
        where = str(path.relative_to(ROOT))
        if re.fullmatch(r"[a-z]{2}\.json", path.name):
            yield where, "\n".join(strings(json.loads(path.read_text())))
        elif path.suffix == ".vue":
            yield where, re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text(), flags=re.S)
        elif path.is_relative_to(PAGE / "public") and path.suffix in {".svg", ".txt", ".html"}:
            yield where, path.read_text()


def strings(words):
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for value in words.values():
            yield from strings(value)


def names_for_machines():
    """Yield what operators see: containers, databases, accounts, the workers' banner."""
    from django.conf import settings

    from config.celery_app import app

    yield "Celery application", app.main
    yield "accounts of development", f"{settings.DEMO_EMAIL} {settings.DEMO_ADMIN_EMAIL}"
    for name in ("local.yml", "production.yml", "docker/production/init"):
        lines = (ROOT / name).read_text().splitlines()
        yield name, "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    for name in ("Dockerfile", "entrypoint"):
        yield name, (ROOT / "docker/production/django" / name).read_text()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    json.dump({where: html.unescape(text) for where, text in texts()}, sys.stdout)


if __name__ == "__main__":
    main()

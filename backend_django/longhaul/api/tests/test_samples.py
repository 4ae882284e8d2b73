"""Every code sample of the OpenAPI document, executed against a server."""

import os
import subprocess
import sys

import pytest
from django.utils import timezone

from longhaul.accounts.models import Token
from longhaul.api.openapi.examples import BY_FORMAT
from longhaul.api.tests.contract import get_schema
from longhaul.api.tests.steps import create, run, upload
from longhaul.jobs.models import Worker
from longhaul.tests.features import Copy

# These two stand for all: one takes JSON, the other a form.
FEATURES = {"echo", "copy-file"}
COMMANDS = {
    "Shell": ["bash", "-euc"],
    "Python": [sys.executable, "-c"],
    "JavaScript": ["node", "--input-type=module", "--eval"],
}
# Nobody can guess these keys, so they are refused, for this one reason.
WITH_A_KEY_FROM_A_MAIL = {"verify_email", "password_reset_confirm"}
# What must have happened to the job before.
STATES = {"retry": "cancelled", "results": "completed", "download": "completed"}


def shown():
    for path, operations in get_schema()["paths"].items():
        for operation in operations.values():
            of_a_feature = "/create/" in path or "/list/" in path or "{id}" in path
            if not of_a_feature or FEATURES & set(operation["tags"]):
                yield operation


SAMPLES = [
    pytest.param(operation, sample, id=f"{operation['operationId']} {sample['lang']}")
    for operation in shown()
    for sample in operation["x-codeSamples"]
]


@pytest.fixture
def job(api, live_server):
    """Return a function that makes the job that an operation is about."""

    def make(operation):
        feature = operation["tags"][0]
        made = upload(api).json() if feature == "copy-file" else create(api)
        match next((STATES[verb] for verb in STATES if verb in operation["operationId"]), ""):
            case "completed":
                run(made)
            case "cancelled":
                api.post(made["links"]["cancel"])
        return made["id"]

    return make


@pytest.fixture
def api(verified, client_of):
    """Sign in who the samples speak of."""
    verified.set_password(BY_FORMAT["password"])
    verified.is_staff = True
    verified.save()
    return client_of(verified)


@pytest.fixture
def environment(api, verified, live_server, tmp_path, monkeypatch):
    monkeypatch.setattr(Copy, "sample", "penguins.csv")
    Worker.objects.create(name="w", seen_at=timezone.now(), release="1")
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "hello.txt"
    file.write_text("hello")
    return os.environ | {
        "LONGHAUL_URL": live_server.url,
        "LONGHAUL_TOKEN": api._credentials["HTTP_AUTHORIZATION"].partition(" ")[2],
        "TOKEN": str(Token.objects.get(user=verified).pk),
        "FILE": str(file),
        "FEATURE": Copy.slug,
    }


@pytest.mark.parametrize(("operation", "sample"), SAMPLES)
def test_the_sample_works(operation, sample, job, environment, tmp_path):
    done = subprocess.run(
        [*COMMANDS[sample["lang"]], sample["source"]],
        env=environment | {"JOB": job(operation)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = done.stdout + done.stderr
    if operation["operationId"] in WITH_A_KEY_FROM_A_MAIL:
        assert done.returncode != 0
        assert "400" in said or "invalid_link" in said
    else:
        assert done.returncode == 0, said

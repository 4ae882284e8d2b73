"""Every code sample of the OpenAPI document, executed against a server."""

import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from api.examples import BY_FORMAT
from jobs.models import WorkerBeat

from .contract import get_schema
from .steps import create, run, upload

# These two stand for all: one takes JSON, the other a form.
FEATURES = {"echo", "copy-file"}
COMMANDS = {
    "Shell": ["bash", "-euc"],
    "Python": [sys.executable, "-c"],
    "JavaScript": ["node", "--input-type=module", "--eval"],
}
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
def environment(api, user, live_server, tmp_path):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.set_password(BY_FORMAT["password"])
    user.is_staff = True
    user.save()
    WorkerBeat.objects.create(name="w", seen_at=timezone.now(), release="1")
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "hello.txt"
    file.write_text("hello")
    return os.environ | {
        "LONGHAUL_URL": live_server.url,
        "LONGHAUL_TOKEN": api._credentials["HTTP_AUTHORIZATION"].partition(" ")[2],
        "FILE": str(file),
        "FEATURE": "table-profile",
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
    assert done.returncode == 0, done.stdout + done.stderr

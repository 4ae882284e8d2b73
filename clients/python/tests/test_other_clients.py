"""The contract feeds the generators of others, and what they make works."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

NODE_TOOLS = Path(__file__).parents[3] / "frontend_vue" / "node_modules" / ".bin"
# The generator formats what it makes with ruff, which lies beside Python here.
TOOLS = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

RUN_A_JOB = """
import importlib, io, os, pkgutil, time
import made_client
from made_client.api.copy_file import copy_file_create, copy_file_results, copy_file_status
from made_client.models import CopyCreateForm, CopyOptions
from made_client.types import File

for module in pkgutil.walk_packages(made_client.__path__, "made_client."):
    importlib.import_module(module.name)
url, token = os.environ["LONGHAUL_URL"], os.environ["LONGHAUL_TOKEN"]
client = made_client.AuthenticatedClient(url, token, prefix="Token")
file = File(io.BytesIO(b"hello"), "hello.txt")
body = CopyCreateForm(text=file, options=CopyOptions(upper=True))
with client:
    job = copy_file_create.sync(client=client, body=body)
    while job.status in ("pending", "processing"):
        time.sleep(1)
        job = copy_file_status.sync(job.id, client=client)
    print(copy_file_results.sync(job.id, client=client).result.length)
"""

CREATE_A_JOB = """
import { copyFileCreate, copyFileResults } from './client'

const { data: job } = await copyFileCreate({
  baseUrl: 'http://127.0.0.1:8000',
  headers: { Authorization: 'Token secret', 'Idempotency-Key': crypto.randomUUID() },
  body: { text: new File(['hello'], 'hello.txt'), options: { upper: true } },
})
if (job) {
  const { data } = await copyFileResults({ path: { id: job.id } })
  const length: number | undefined = data?.result.length
  console.log(job.progress.percent, length)
}
export {}
"""

STRICT = (
    "--noEmit", "--strict", "--target", "es2022", "--module", "esnext",
    "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable",
)  # fmt: skip


def call(*command, folder, **variables):
    """Run a program that must succeed, and return what it printed."""
    answer = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | TOOLS | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout
    return answer.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the contract of the running system."""
    folder = tmp_path_factory.mktemp("generated")
    url = f"{os.environ['LONGHAUL_URL']}/api/v1/schema/"
    answer = httpx.get(url, headers={"Accept": "application/json"})
    (folder / "schema.json").write_bytes(answer.raise_for_status().content)
    return folder


def test_openapi_python_client_makes_a_client_that_works(folder):
    # Else the package is named after the title of the contract.
    (folder / "config.json").write_text('{"package_name_override": "made_client"}')
    generate = ["generate", "--path", "schema.json", "--output-path", "made", "--fail-on-warning"]
    call("openapi-python-client", *generate, "--config", "config.json", folder=folder)
    printed = call(sys.executable, "-W", "error", "-c", RUN_A_JOB, folder=folder / "made")
    assert printed == "5\n"


def test_openapi_ts_makes_a_client_that_compiles(folder):
    printed = call(
        NODE_TOOLS / "openapi-ts", "-i", "schema.json", "-o", "client", "--silent", folder=folder
    )
    assert printed == ""
    (folder / "use.ts").write_text(CREATE_A_JOB)
    call(NODE_TOOLS / "tsc", *STRICT, "use.ts", folder=folder)

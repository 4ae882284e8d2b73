"""A product that is renamed as docs/rename.md says shows its old name nowhere."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import product
from config.tests.clone import copy_repository
from longhaul.tests.process import environment

ROOT = product.ROOT
SOURCE = Path(product.__file__).read_text()
NEW = "Bergamot Works"
# What stands last in a line of product.py, after its name.
CHANGES = {
    "NAME": NEW,
    "SLUG": "bergamot",
    "DEMO_EMAIL": "demo@bergamot.example",
    '    "600"': "#123456",
}


def default(name):
    """Return what product.py says, whatever the environment says."""
    [line] = [line for line in SOURCE.splitlines() if re.match(rf"{name}( =|:)", line)]
    return line.rstrip(",").rpartition(' "')[2].removesuffix('"')


OLD = {default("NAME").lower(), default("SLUG").lower()}


def rename(clone):
    """Do what docs/rename.md says."""
    text = SOURCE
    for name, new in CHANGES.items():
        text = re.sub(rf'^({name}( =|:).*)"[^"\n]*"', rf'\1"{new}"', text, flags=re.MULTILINE)
        assert f'"{new}"' in text
    (clone / "backend_django" / "config" / "product.py").write_text(text)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Give a copy of what is in the repository, renamed, with a page that counts as built."""
    folder = copy_repository(tmp_path_factory.mktemp("clone"))
    rename(folder)
    return folder


@pytest.fixture
def seen(clone, transactional_db):
    """What people see of the renamed product."""
    given = {name: text for name, text in os.environ.items() if not name.startswith("PRODUCT_")}
    outcome = subprocess.run(
        [sys.executable, "-m", "config.tests.visible"],
        cwd=clone / "backend_django",
        env=given | environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_the_old_name_is_seen_nowhere(seen):
    found = {
        where: line.strip()[:200]
        for where, text in seen.items()
        for line in text.splitlines()
        if any(name in line.lower() for name in OLD)
    }
    assert found == {}


def test_the_new_name_is_seen_where_people_look_for_one(seen):
    assert f"<title>{NEW}</title>" in seen["/"]
    for where in ("/", "/api/v1/docs/", "/api/v1/schema/", "/admin/login/", "/admin/"):
        assert NEW in seen[where], where
    mails = {where: text for where, text in seen.items() if where.startswith("mail ")}
    assert len(mails) == 7
    for text in mails.values():
        assert text.startswith(f"{NEW} <no-reply@")
        assert text.count(NEW) > 2
    assert NEW in seen["report of table-profile"]
    assert seen["Celery application"] == "bergamot"
    assert "demo@bergamot.example" in seen["accounts of development"]


def test_the_new_colour_is_that_of_admin_mails_and_reports(seen):
    assert "123456" in seen["mail password_reset_key"]
    assert "#123456" in seen["report of table-profile"]
    assert "18, 52, 86" in seen["/admin/login/"] or "#123456" in seen["/admin/login/"]


def test_the_name_and_the_slug_can_be_set_in_the_environment(clone):
    names = {"PRODUCT_NAME": "Cedar", "PRODUCT_SLUG": "cedar"}
    command = [sys.executable, "-c", "from config.product import *; print(NAME, SLUG, FROM_EMAIL)"]
    shown = subprocess.check_output(
        command, cwd=clone / "backend_django", env=os.environ | names, text=True
    )
    assert shown == "Cedar cedar Cedar <no-reply@localhost>\n"


def test_the_name_can_be_set_in_the_env_file(clone):
    (clone / ".env").write_text("# comment\nexport PRODUCT_NAME='Dill & Sons'\n")
    command = [sys.executable, "-c", "from config.product import NAME; print(NAME)"]
    shown = subprocess.check_output(command, cwd=clone / "backend_django", text=True)
    (clone / ".env").unlink()
    assert shown == "Dill & Sons\n"


def test_the_name_needs_no_package():
    """`./dev` reads it before any is installed."""
    program = "import runpy; print(runpy.run_path('product.py')['NAME'])"
    command = [sys.executable, "-S", "-c", program]
    folder = Path(product.__file__).parent
    assert subprocess.check_output(command, cwd=folder, text=True) == f"{default('NAME')}\n"

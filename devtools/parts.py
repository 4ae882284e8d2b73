"""What there is to test."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from devtools import surroundings
from devtools.paths import BACKEND, CLIENT, FRONTEND, PYTHON, ROOT, VENV
from devtools.running import Command
from devtools.surroundings import Environment

BIN = VENV / "bin"
PYTEST = (PYTHON, "-m", "pytest")
# Tests mostly wait, so two processes are faster than one even beside another part.
IN_PARALLEL = ("--numprocesses=2", "--dist=worksteal")
# Ruff would rewrite the fragments of Python in texts too.
ENTRYPOINT = "docker/production/django/entrypoint"
CODE = ("backend_django", "clients", "devtools", "dev", ENTRYPOINT)
MANAGE = (PYTHON, "manage.py")
CHAOS = (ROOT / "dev", "chaos")


@dataclass(frozen=True)
class Part:
    """One command, and one line of the summary."""

    group: str
    name: str
    command: Command
    cwd: Path = ROOT
    around: Callable[[], AbstractAsyncContextManager[Environment]] = surroundings.nothing


PARTS = (
    Part("lint", "ruff check", [BIN / "ruff", "check", *CODE]),
    Part("lint", "ruff format", [BIN / "ruff", "format", "--check", *CODE]),
    Part("lint", "mypy", [PYTHON, "-m", "mypy", "backend_django", "devtools", ENTRYPOINT]),
    Part("lint", "mypy, Python client", [PYTHON, "-m", "mypy", "src", "tests"], CLIENT),
    Part(
        "lint",
        "import contracts",
        [BIN / "lint-imports", "--config", ROOT / "pyproject.toml"],
        BACKEND,
    ),
    Part(
        "lint",
        "migrations",
        [*MANAGE, "makemigrations", "--check", "--dry-run"],
        BACKEND,
        surroundings.database,
    ),
    Part(
        "lint",
        "OpenAPI schema",
        [*MANAGE, "spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null"],
        BACKEND,
    ),
    Part("lint", "API types", [ROOT / "dev", "schema", "--check"]),
    Part("lint", "eslint", ["npm", "run", "lint"], FRONTEND),
    Part("lint", "prettier", ["npm", "run", "format:check"], FRONTEND),
    Part("lint", "vue-tsc", ["npm", "run", "type-check"], FRONTEND),
    Part("lint", "page, size", ["npm", "run", "check-size"], FRONTEND),
    Part("devtools", "devtools", [*PYTEST, "devtools"]),
    # The longest in this order, so that none of them is left alone at the end.
    Part(
        "e2e",
        "page, browser tests",
        ["npm", "run", "test:e2e", "--"],
        FRONTEND,
        surroundings.whole_system,
    ),
    Part("backend", "back end", [*PYTEST, *IN_PARALLEL], around=surroundings.database),
    Part("chaos", "half a minute of chaos", [*CHAOS, "--minutes=0.5", "--seed=324"]),
    Part("clients", "clients", PYTEST, CLIENT, around=surroundings.system_under_test),
    Part("frontend", "page, unit tests", ["npm", "run", "test:unit", "--"], FRONTEND),
)
GROUPS = tuple(dict.fromkeys(part.group for part in PARTS))

"""The environment's contract: what settings and scripts read, what compose files pass.

Run in the project's own environment, for the reader of YAML.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from devtools import variables
from devtools.paths import BACKEND, FRONTEND, ROOT, shown

# The product's, and the defaults of the engine.
SETTINGS = (BACKEND / "config", BACKEND / "longhaul" / "settings", BACKEND / "longhaul" / "web")
# Read in one environment only; all other modules are read in each.
OWN_SETTINGS = {"local.py", "production.py", "test.py"}

# In Python, in shell scripts, in Vite's configuration.
READ_IN_PYTHON = re.compile(r"""\b(?:env|os\.environ)(?:\.\w+\(\s*|\[)["']([A-Z][A-Z0-9_]+)""")
READ_IN_SHELL = re.compile(r"\$\{?([A-Z][A-Z0-9_]+)")
READ_IN_VITE = re.compile(r"process\.env\.([A-Z][A-Z0-9_]+)")
SET_BY_IMAGE = re.compile(r"^(?:ENV|   ) ([A-Z][A-Z0-9_]+)=", re.MULTILINE)
INTERPOLATED = re.compile(r"(?<!\$)\$\{([A-Z][A-Z0-9_]+)")
# Not ours: the tools of the image look at them themselves.
READ_BY_OTHERS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"}
# Gunicorn's, and what `prepare` makes the first account of.
READ_BY_WEB_ALONE = {
    "DJANGO_SUPERUSER_EMAIL",
    "DJANGO_SUPERUSER_PASSWORD",
    "WEB_CONCURRENCY",
    "WEB_THREADS",
}
# Compose makes it of the folder's name where it is not set.
SET_BY_COMPOSE = {"COMPOSE_PROJECT_NAME"}


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A compose file, and what the containers of ours in it are made of."""

    name: str
    settings: str
    folders: tuple[str, ...]
    services: frozenset[str]

    @property
    def path(self) -> Path:
        return ROOT / f"{self.name}.yml"

    def load(self) -> dict[str, Any]:
        content: dict[str, Any] = yaml.safe_load(self.path.read_text())
        return content

    def passed(self) -> set[str]:
        """Return what the containers of ours are given."""
        services = self.load()["services"]
        return {key for name in self.services for key in given_to(services[name])}

    def left_out(self) -> Iterator[tuple[str, str]]:
        """Yield what the settings read, and a process that is not given it though another is."""
        services = self.load()["services"]
        shared = (self.read_by_settings() & self.passed()) - self.set_by_image() - READ_BY_WEB_ALONE
        for name in sorted(self.services - {"node-vue"}):
            for variable in sorted(shared - given_to(services[name])):
                yield variable, name

    def set_by_image(self) -> set[str]:
        files = (ROOT / "docker" / self.name).glob("*/Dockerfile")
        return {name for file in files for name in SET_BY_IMAGE.findall(file.read_text())}

    def read_by_settings(self) -> set[str]:
        others = OWN_SETTINGS - {self.settings}
        files = [
            path
            for folder in SETTINGS
            for path in folder.rglob("*.py")
            if path.name not in others and "tests" not in path.parts
        ]
        return {name for file in files for name in READ_IN_PYTHON.findall(file.read_text())}

    def read_by_scripts(self) -> set[str]:
        """Return what the scripts of our images read."""
        scripts = [path for folder in self.folders for path in (ROOT / "docker" / folder).iterdir()]
        names = {
            name
            for path in scripts
            if path.is_file() and path.name != "Dockerfile"
            for pattern in (READ_IN_PYTHON, READ_IN_SHELL)
            for name in pattern.findall(path.read_text())
        }
        return names | set(READ_IN_VITE.findall((FRONTEND / "vite.config.ts").read_text()))

    def interpolated(self) -> set[str]:
        """Return the variables that the file itself takes from outside."""
        return set(INTERPOLATED.findall(self.path.read_text())) - SET_BY_COMPOSE


WORKERS = {"celeryworker", "celeryworker-quick", "celeryworker-low"}
DEPLOYMENTS = (
    Deployment(
        name="local",
        settings="local.py",
        folders=("production/django", "local", "local/django", "local/node"),
        services=frozenset({"django", "celeryworker", "celerybeat", "flower", "node-vue"}),
    ),
    Deployment(
        name="production",
        settings="production.py",
        folders=("production/django",),
        services=frozenset({"django", "celerybeat", "flower", *WORKERS}),
    ),
)


def given_to(service: dict[str, Any]) -> set[str]:
    """Return the names of a container's environment; a secret counts by its own name."""
    keys = service.get("environment", {})
    return {key.removesuffix("_FILE") if is_secret(key) else key for key in keys}


def is_secret(variable: str) -> bool:
    """Tell whether a variable names the file of a secret, which becomes another variable."""
    return variable.endswith("_FILE") and variable not in {"LIVENESS_FILE", "DEMO_FILE"}


def violations() -> Iterator[str]:
    """Yield each breach in a sentence."""
    documented = variables.documented()
    for deployment in DEPLOYMENTS:
        given = deployment.passed() | deployment.set_by_image() | READ_BY_OTHERS
        read = deployment.read_by_settings()
        for name in sorted(read - given):
            yield f"{deployment.path.name} does not pass {name}, which the settings read."
        for name, service in deployment.left_out():
            yield f"{deployment.path.name} does not pass {name} to {service}."
        known = read | deployment.read_by_scripts() | READ_BY_OTHERS
        for name in sorted(given - known):
            yield f"{deployment.path.name} passes {name}, which no setting reads."
        for name in sorted((deployment.interpolated() | read) - documented):
            yield f"{shown(variables.SOURCE)} does not describe {name}."
    if not variables.is_current():
        yield f"{shown(variables.TABLE)} is not current; ./dev deploy-check --write makes it so."


def main() -> int:
    if "--write" in sys.argv:
        variables.write()
    found = list(violations())
    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

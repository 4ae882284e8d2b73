"""The built page's files, kept for as long as browsers may ask for them."""

import os
import shutil
from pathlib import Path


def publish(source: Path, target: Path) -> int:
    """Copy files that are named by their content beside those of earlier builds; return how many.

    Pages that were opened before an upgrade still load theirs, and so do pages from web servers
    that are not upgraded yet.
    """
    new = [file for file in source.iterdir() if not (target / file.name).exists()]
    for file in new:
        draft = target / f".{file.name}.{os.getpid()}"
        shutil.copyfile(file, draft)
        draft.replace(target / file.name)
    return len(new)

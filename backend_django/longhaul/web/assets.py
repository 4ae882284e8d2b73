"""The built page's files, for as long as a browser may ask for them."""

import os
import shutil
from pathlib import Path


def publish(source: Path, target: Path) -> int:
    """Lay files, named by their content, beside those of earlier builds; return how many are new.

    Pages that were opened before an upgrade go on to load theirs, and so do those that the one
    half of the web servers sends while the other half is still to be upgraded.
    """
    new = [file for file in source.iterdir() if not (target / file.name).exists()]
    for file in new:
        draft = target / f".{file.name}.{os.getpid()}"
        shutil.copyfile(file, draft)
        draft.replace(target / file.name)
    return len(new)

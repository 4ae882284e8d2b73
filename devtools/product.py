"""The product's name and slug, which `backend_django/config/product.py` and `.env` define."""

import runpy
from collections.abc import Callable
from pathlib import Path

from devtools.paths import BACKEND

# By its path: the back end's folder is not on the path of modules here.
_product = runpy.run_path(str(BACKEND / "config" / "product.py"))
NAME: str = _product["NAME"]
SLUG: str = _product["SLUG"]
read_env_file: Callable[[Path], dict[str, str]] = _product["read_env_file"]

"""The product's name and slug, which `backend_django/config/product.py` and `.env` define."""

import runpy

from devtools.environment import given
from devtools.paths import BACKEND

# Run by its path: importing it as `config.product` would import Celery with the package.
_product = runpy.run_path(str(BACKEND / "config" / "product.py"))
NAME: str = given().get("PRODUCT_NAME") or _product["NAME"]
SLUG: str = given().get("PRODUCT_SLUG") or _product["SLUG"]

"""The product's name: everything that shows or derives from it reads this file."""

import os

NAME = os.environ.get("PRODUCT_NAME") or "Longhaul"
SLUG = os.environ.get("PRODUCT_SLUG") or "longhaul"

"""What makes this product yours: its name, addresses and colours. docs/rename.md has the rest.

Everything that shows or derives from a name reads it here. The environment and `.env` override
what has a variable. Needs neither Django nor any package: `./dev` reads it before they are
installed.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]  # of the repository


def read_env_file(path: Path) -> dict[str, str]:
    """Return the variables of a file: a line is `NAME=value`, and a comment starts with `#`.

    A value may be in quotes.
    """
    variables = {}
    for line in path.read_text().splitlines() if path.exists() else []:
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            quoted = re.fullmatch(r"""(["'])(.*)\1""", value.strip())
            variables[name.strip()] = quoted[2] if quoted else value.strip()
    return variables


os.environ |= read_env_file(ROOT / ".env") | os.environ  # what is set already comes first

# On every page, in the admin, the API's documentation, mails and reports.
NAME = os.environ.get("PRODUCT_NAME") or "Longhaul"
# Where only a-z, 0-9, - and _ are allowed: the database, its user, containers, temporary files.
SLUG = os.environ.get("PRODUCT_SLUG") or "longhaul"
DESCRIPTION = (
    os.environ.get("PRODUCT_DESCRIPTION")
    or "Jobs that take a while: create one, follow it, fetch its result."
)

# The sender of all mails, and the address for questions that they name; empty: none.
HOST = urlsplit(os.environ.get("PAGE_URL", "")).hostname or "localhost"
FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"{NAME} <no-reply@{HOST}>"
SUPPORT_EMAIL = os.environ.get("SUPPORT_EMAIL", "")

# The accounts that development makes.
DEMO_EMAIL = "demo@example.com"
DEMO_ADMIN_EMAIL = "admin@example.com"

# The main colour in the admin, in mails and in reports; the page has its own in theme.css.
COLORS = {
    "50": "#eef7f5",
    "100": "#e0eeeb",
    "200": "#b9dcd6",
    "300": "#92e3da",
    "400": "#66d0c6",
    "500": "#2fa39d",
    "600": "#0b5c5e",
    "700": "#0a5052",
    "800": "#074648",
    "900": "#15312f",
    "950": "#05211f",
}
# Beside the name in the admin: any of https://fonts.google.com/icons.
ICON = "local_shipping"
# The product's models in the admin's menu, each with its icon, in this order. Models that are not
# named here follow by name.
ADMIN_MENU: dict[str, str] = {}  # {"projects.project": "folder", …}

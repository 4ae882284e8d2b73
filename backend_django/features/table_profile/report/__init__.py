"""Render a profile as one HTML page that needs nothing else."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from django.conf import settings

from ..models import Profile
from .associations import associations
from .card import card
from .findings import findings, heading
from .markup import element
from .overview import contents, masthead

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{digest}'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def render_report(profile: Profile) -> str:
    """Return a page without scripts, styled inside, that may not load anything."""
    colors = settings.PRODUCT_COLORS
    product = f":root {{ --product-light: {colors['600']}; --product-dark: {colors['400']} }}\n"
    style = product + Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    cards = (card(column, profile.rows, n) for n, column in enumerate(profile.columns, 1))
    positions = {column.name: n for n, column in enumerate(profile.columns, 1)}
    body = element(
        "main",
        masthead(profile),
        contents(profile),
        heading(profile),
        findings(profile, positions),
        element("h2", "Column by column"),
        element("div", *cards, class_="cards"),
        associations(profile),
        element("footer", "Made with ", settings.PRODUCT_NAME, class_="quiet"),
    )
    return PAGE.format(
        digest=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        title=escape(f"{profile.source.name} · table profile"),
        style=style,
        body=body,
    )

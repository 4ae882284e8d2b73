"""Build HTML in which everything that is not markup already is escaped."""

from html import escape


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: object) -> Markup:
    """Return an element; `class_` and `aria_label` become `class` and `aria-label`."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{pairs}>{join(*content)}</{name}>")


def join(*content: str) -> Markup:
    """Return pieces of text and markup as one piece of markup."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in content))

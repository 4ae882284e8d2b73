"""Text as every database takes it."""

MAX_DETAIL = 4_000  # characters


def clean_text(text: str, limit: int = MAX_DETAIL) -> str:
    """Cut a text to what a column holds, without NUL and lone surrogates, which are refused."""
    return replace_unstorable(text)[:limit]


def replace_unstorable(text: str) -> str:
    """Replace what cannot be stored: NUL (PostgreSQL) and lone surrogates (UTF-8)."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def shorten_name(filename: str) -> str:
    """Keep the end of a name, which tells the type, within what file systems take: 255 bytes."""
    return filename.encode()[-200:].decode(errors="ignore")

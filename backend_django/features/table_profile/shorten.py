"""Keep what comes from the file short enough to show and safe to store."""

LONGEST_TEXT = 100  # characters


def shorten(text: str) -> str:
    """Cut long text, marked by an ellipsis, and replace NUL, which databases refuse."""
    text = text.replace("\0", "\ufffd")
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"

"""What goes wrong on a developer's machine."""


class DevError(Exception):
    """End the command; the message is one line that says what to do."""

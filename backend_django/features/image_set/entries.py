"""What an archive may hold. Nothing is ever written under a name that it gives."""

from pathlib import PurePosixPath

from longhaul import InvalidInput

from .limits import MAX_ENTRIES, MAX_LISTED, MAX_UNPACKED

IMAGES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"}
ARCHIVES = {".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"}
LONGEST_SHOWN = 80


class Budget:
    """How much the archives of a job may list, all of them together."""

    def __init__(self) -> None:
        self._entries = self._size = 0

    def take(self, *, entries: int = 0, size: int = 0) -> None:
        """Count entries, and the bytes that tell of them.

        Raises:
            InvalidInput: `too_many_entries`.
        """
        self._entries += entries
        self._size += size
        if self._entries > MAX_ENTRIES or self._size > MAX_LISTED:
            raise too_many_entries()


def is_image(name: str) -> bool:
    """Tell whether an entry is to be looked at. Hidden files, as systems leave them, are not.

    Raises:
        InvalidInput: `unsafe_path`, `nested_archive`.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    climbs = path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0]
    if climbs or "\0" in name:
        detail = f"The archive has an entry that leads out of it: {shown(name)}."
        raise InvalidInput(detail, code="unsafe_path")
    if path.suffix.lower() in ARCHIVES:
        detail = f"The archive holds another one, {shown(name)}. Send that by itself."
        raise InvalidInput(detail, code="nested_archive")
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in IMAGES and not hidden


def check_size(size: int) -> None:
    """Refuse images that unpack to too much.

    Raises:
        InvalidInput: `archive_too_large`.
    """
    if size > MAX_UNPACKED:
        detail = f"The archive unpacks to more than {MAX_UNPACKED / 1e9:g} GB. Send less at once."
        raise InvalidInput(detail, code="archive_too_large")


def too_many_entries() -> InvalidInput:
    """Return the error for archives with more entries than a report can show."""
    detail = f"The archives have more than {MAX_ENTRIES:,} entries. Send fewer at once."
    return InvalidInput(detail, code="too_many_entries")


def no_ordinary_file(name: str) -> InvalidInput:
    """Return the refusal of a link, a device, or something as odd."""
    detail = f"The archive has an entry that is no ordinary file: {shown(name)}."
    return InvalidInput(detail, code="unsafe_link")


def not_an_archive(name: str) -> InvalidInput:
    """Return the refusal of what only its name calls an archive."""
    detail = f"{shown(name)} is no archive of its kind, or it is damaged."
    return InvalidInput(detail, code="not_an_archive")


def shown(name: str) -> str:
    """Cut a name to what fits into a sentence."""
    return name if len(name) <= LONGEST_SHOWN else f"{name[: LONGEST_SHOWN - 1]}…"

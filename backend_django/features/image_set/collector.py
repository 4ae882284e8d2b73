"""Collect what is found in image by image, and sum it up at the end."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from longhaul import InvalidInput
from longhaul.values import clean_text

from .decoding import LeaveOut
from .fingerprints import Fingerprint, find_groups
from .inspection import Found, inspect
from .models import Album, DuplicateGroup, Image, LeftOut
from .options import ImageSetOptions
from .pack import Pack
from .picture import Picture
from .summary import cameras_of, days_of, places_of

UNUSUAL = re.compile(r"[^\w.-]+")


@dataclass(kw_only=True)
class Collector:
    """Looks at pictures, and keeps small copies of them."""

    options: ImageSetOptions
    thumbnails: Pack
    previews: Pack
    checkpoint: Callable[[], None]
    images: list[Image] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    fingerprints: list[Fingerprint] = field(default_factory=list)

    def add(self, picture: Picture) -> None:
        """Inspect a picture, or list it as left out if it cannot be used."""
        try:
            found = inspect(picture, self.checkpoint, positions=self.options.positions)
        except LeaveOut as why:
            name = clean_text(picture.name, 200)
            self.left_out.append(LeftOut(name=name, code=why.code, reason=why.reason))
        else:
            self._keep(found)

    def album(self) -> Album:
        """Sum up what was collected.

        Raises:
            InvalidInput: `no_images`.
        """
        if not self.images:
            first = self.left_out[0]
            detail = f"Nothing that you sent could be read. {first.name}: {first.reason}"
            raise InvalidInput(detail, code="no_images")
        return Album(
            images=self.images,
            left_out=self.left_out,
            duplicates=self._duplicates(),
            cameras=cameras_of(self.images),
            days=days_of(self.images),
            places=places_of(self.images),
        )

    def _keep(self, found: Found) -> None:
        name = f"{len(self.images) + 1:04}-{file_name(found.facts['name'])}"
        image = Image(
            **found.facts,
            thumbnail=self.thumbnails.add(name, found.copy),
            preview=self.previews.add(name, found.copy),
        )
        self.images.append(image)
        self.digests.append(found.digest)
        self.fingerprints.append(found.fingerprint)

    def _duplicates(self) -> list[DuplicateGroup]:
        groups = find_groups(self.fingerprints, self.options.difference, self.checkpoint)
        return [
            DuplicateGroup(
                images=group, identical=len({self.digests[index] for index in group}) == 1
            )
            for group in groups
        ]


def file_name(name: str) -> str:
    """Make a harmless file name of one, which may have folders before it."""
    return f"{UNUSUAL.sub('-', PurePosixPath(name).stem)[:80].strip('-.') or 'image'}.jpg"

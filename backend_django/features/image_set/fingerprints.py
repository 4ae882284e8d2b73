"""Tell which images look alike: by whether each point is brighter than the next one (dHash)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

SIDE = 8
BITS = 2 * SIDE * SIDE
# Flat images have the same hash, whatever their colour; so that has to be alike, too.
COLOUR_DIFFERENCE = 24


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What remains the same when an image is scaled, or compressed once more."""

    hash: int
    colour: tuple[int, int, int]

    def is_like(self, other: "Fingerprint", difference: int) -> bool:
        """Tell whether two images differ in so many bits at most, and hardly in colour."""
        if (self.hash ^ other.hash).bit_count() > difference:
            return False
        pairs = zip(self.colour, other.colour, strict=True)
        return all(abs(one - two) <= COLOUR_DIFFERENCE for one, two in pairs)

    def __str__(self) -> str:
        return f"{self.hash:0{BITS // 4}x}"


def fingerprint_of(image: Image.Image) -> Fingerprint:
    """Compare each point of a tiny grey copy with its neighbours, across and downwards."""
    grey = image.convert("L")
    across = grey.resize((SIDE + 1, SIDE)).tobytes()
    down = grey.resize((SIDE, SIDE + 1)).tobytes()
    bits = [across[i] < across[i + 1] for i in range(len(across) - 1) if (i + 1) % (SIDE + 1)]
    bits += [down[i] < down[i + SIDE] for i in range(SIDE * SIDE)]
    pixel = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return Fingerprint(
        hash=int("".join("01"[bit] for bit in bits), 2), colour=(pixel[0], pixel[1], pixel[2])
    )


def find_groups(
    fingerprints: Sequence[Fingerprint], difference: int, checkpoint: Callable[[], None]
) -> list[list[int]]:
    """Put images together that look alike, directly or by way of others; each as its place."""
    groups = {place: [place] for place in range(len(fingerprints))}
    for place, fingerprint in enumerate(fingerprints):
        checkpoint()
        for other in range(place):
            if groups[place] is groups[other]:
                continue
            if fingerprint.is_like(fingerprints[other], difference):
                merged = sorted(groups[place] + groups[other])
                groups |= dict.fromkeys(merged, merged)
    distinct = {id(group): group for group in groups.values() if len(group) > 1}
    return sorted(distinct.values())

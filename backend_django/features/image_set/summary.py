"""Sum a set up: which images belong together, by camera, day and place."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from .models import Camera, Day, Image, Place, Position

NEARBY = 2  # decimals of a degree: about a kilometre


def cameras_of(images: Sequence[Image]) -> list[Camera]:
    """Count the images of each camera, the one with the most first."""
    counts = Counter(image.shot.camera for image in images if image.shot.camera)
    return [Camera(name=name, images=count) for name, count in counts.most_common()]


def days_of(images: Sequence[Image]) -> list[Day]:
    """Put the images of a day together, by the time of day."""
    dated = sorted(
        (image.shot.taken, place) for place, image in enumerate(images) if image.shot.taken
    )
    days: defaultdict[str, list[int]] = defaultdict(list)
    for taken, place in dated:
        days[taken[:10]].append(place)
    return [Day(date=date, images=places) for date, places in days.items()]


def places_of(images: Sequence[Image]) -> list[Place]:
    """Put together what was taken nearby, the place with the most images first."""
    nearby: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for index, image in enumerate(images):
        if at := image.shot.position:
            nearby[round(at.latitude, NEARBY), round(at.longitude, NEARBY)].append(index)
    return [
        Place(position=middle_of([images[index] for index in group]), images=group)
        for group in sorted(nearby.values(), key=len, reverse=True)
    ]


def middle_of(images: Sequence[Image]) -> Position:
    """Return the middle of positions that lie close together."""
    positions = [image.shot.position for image in images if image.shot.position]
    return Position(
        latitude=round(sum(at.latitude for at in positions) / len(positions), 6),
        longitude=round(sum(at.longitude for at in positions) / len(positions), 6),
    )

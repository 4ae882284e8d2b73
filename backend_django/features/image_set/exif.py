"""What a camera wrote into a file (Exif 2.3). Any of it may be missing or nonsense."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from PIL import ExifTags
from PIL.Image import Exif

from longhaul.values import clean_text

from .models import Position, Shot

Base, GPS = ExifTags.Base, ExifTags.GPS
MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
OFFSET = re.compile(r"[+-]\d\d:\d\d")
LONGEST_TEXT = 100


def read_shot(exif: Exif, *, positions: bool) -> Shot:
    """Read what the camera wrote down; positions only where they are wished for."""
    details: Mapping[int, Any] = exif.get_ifd(ExifTags.IFD.Exif)
    place = exif.get_ifd(ExifTags.IFD.GPSInfo) if positions else {}
    iso = number(details.get(Base.ISOSpeedRatings))
    return Shot(
        camera=camera_of(text(exif.get(Base.Make)), text(exif.get(Base.Model))),
        lens=text(details.get(Base.LensModel)),
        taken=moment(details),
        exposure_seconds=number(details.get(Base.ExposureTime)),
        aperture=number(details.get(Base.FNumber)),
        iso=None if iso is None else round(iso),
        focal_length=number(details.get(Base.FocalLength)),
        position=position(place),
    )


def camera_of(make: str, model: str) -> str:
    """Name a camera; many models begin with the make."""
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()


def text(value: Any) -> str:
    """Return a text that can be stored and read, or an empty one."""
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    return clean_text(value.strip(" \0\t\r\n"), LONGEST_TEXT) if isinstance(value, str) else ""


def number(value: Any) -> float | None:
    """Return a number that is above nothing, from one, a fraction or the first of several."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    try:
        found = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return round(found, 6) if math.isfinite(found) and 0 < found < 1e9 else None


def moment(details: Mapping[int, Any]) -> str | None:
    """Return when it was taken, as the camera's clock showed it."""
    found = MOMENT.match(text(details.get(Base.DateTimeOriginal)))
    if not found or not is_date(*map(int, found.groups())):
        return None
    year, month, day, hour, minute, second = found.groups()
    offset = OFFSET.fullmatch(text(details.get(Base.OffsetTimeOriginal)))
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset[0] if offset else ''}"


def is_date(*parts: int) -> bool:
    """Tell whether six numbers are a date and time, which zeros, for an unset clock, are not."""
    try:
        datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  (EXIF has no time zone)
    except ValueError:
        return False
    return True


def position(place: Mapping[int, Any]) -> Position | None:
    """Return where it was taken; nothing where the numbers are none or lie beyond the earth."""
    latitude = degrees(place.get(GPS.GPSLatitude), text(place.get(GPS.GPSLatitudeRef)) == "S")
    longitude = degrees(place.get(GPS.GPSLongitude), text(place.get(GPS.GPSLongitudeRef)) == "W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(latitude=latitude, longitude=longitude)


def degrees(parts: Any, negative: bool) -> float | None:
    """Return degrees from degrees, minutes and seconds."""
    if not isinstance(parts, Iterable):
        return None
    try:
        found = sum(float(part) / float(60**power) for power, part in enumerate(parts))
    except (TypeError, ValueError, ArithmeticError):
        return None
    if not math.isfinite(found):
        return None
    return round(-found if negative else found, 6)

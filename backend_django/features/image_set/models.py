"""What is told about a set of images. Small, and plain JSON throughout."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ResultModel(BaseModel):
    """Base of the models below: a result never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ImageFormat(StrEnum):
    """How the bytes of an image are laid out."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    TIFF = "TIFF"
    HEIF = "HEIF"


class Span(ResultModel):
    """Where a JPEG lies in a download: ask for this range of its bytes."""

    start: int = Field(ge=0)
    size: int = Field(ge=1)


class Position(ResultModel):
    """A place on earth, in degrees."""

    latitude: float = Field(ge=-90, le=90, description="North is positive.")
    longitude: float = Field(ge=-180, le=180, description="East is positive.")


class Shot(ResultModel):
    """What the camera wrote down; null or empty what it did not."""

    camera: str = Field(description="Make and model.")
    lens: str
    taken: str | None = Field(
        description="Date and time as the camera's clock showed them, with its offset if known."
    )
    exposure_seconds: float | None
    aperture: float | None = Field(description="The f-number.")
    iso: int | None
    focal_length: float | None = Field(description="Millimetres.")
    position: Position | None


class Colour(ResultModel):
    """One of the colours that an image is made of."""

    value: str = Field(description="#rrggbb", examples=["#336699"])
    share: float = Field(ge=0, le=1)


class Light(ResultModel):
    """How an image is exposed, as shares of its pixels."""

    brightness: float = Field(ge=0, le=1, description="0 is black, 1 is white.")
    shadows: float = Field(ge=0, le=1, description="Black, or nearly.")
    highlights: float = Field(ge=0, le=1, description="White, or nearly.")


class Image(ResultModel):
    """One image of the set."""

    name: str = Field(description="Its file name, with its folder inside an archive.")
    size: int = Field(ge=1, description="Bytes.")
    format: ImageFormat
    width: int = Field(ge=1, description="Pixels, the right way up.")
    height: int = Field(ge=1)
    shot: Shot
    colours: list[Colour] = Field(description="At most 5, the largest share first.")
    sharpness: float = Field(ge=0, description="Variance of the Laplacian; below 50 is blurred.")
    light: Light
    fingerprint: str = Field(description="128 bits in hexadecimal; alike images have alike ones.")
    thumbnail: Span = Field(description="Within the download `thumbnails`.")
    preview: Span = Field(description="Within the download `previews`.")


class LeftOut(ResultModel):
    """A file that could not be taken as an image."""

    name: str
    code: str = Field(examples=["broken", "too_many_pixels", "too_large"])
    reason: str = Field(description="In a sentence.")


class DuplicateGroup(ResultModel):
    """Images that look alike."""

    images: list[int] = Field(description="Their places in `images`, from 0.")
    identical: bool = Field(description="Whether their files are the same, byte for byte.")


class Camera(ResultModel):
    """A camera that images were taken with."""

    name: str
    images: int = Field(ge=1, description="How many.")


class Day(ResultModel):
    """A day on which images were taken."""

    date: str = Field(examples=["2026-11-20"])
    images: list[int] = Field(description="Their places in `images`, by the time of day.")


class Place(ResultModel):
    """Where images were taken, to about a kilometre."""

    position: Position = Field(description="The middle of theirs.")
    images: list[int] = Field(description="Their places in `images`.")


class Album(ResultModel):
    """What is in a set of images, one by one and over all."""

    images: list[Image] = Field(description="In the order in which they were sent.")
    left_out: list[LeftOut] = Field(description="What could not be taken as an image, and why.")
    duplicates: list[DuplicateGroup]
    cameras: list[Camera] = Field(description="The one with the most images first.")
    days: list[Day] = Field(description="The earliest first.")
    places: list[Place] = Field(description="The one with the most images first.")

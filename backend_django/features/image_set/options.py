"""What a user may say about a set of images."""

from pydantic import BaseModel, ConfigDict, Field


class ImageSetOptions(BaseModel):
    """What to read of the images, and how alike duplicates are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    positions: bool = Field(
        True,
        title="Tell where the images were taken",
        description="Otherwise positions are left out of the result and of all files.",
    )
    difference: int = Field(
        16,
        title="Difference between near duplicates",
        description="How many of 128 bits of their fingerprints may differ; 0 finds equal ones.",
        ge=0,
        le=40,
    )

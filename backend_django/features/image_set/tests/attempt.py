"""Run the feature as a worker does, without one."""

from pathlib import Path
from uuid import uuid4

from features.image_set.feature import ImageSet
from longhaul import Run

SAMPLES = Path(__file__).parents[4] / "fixtures" / "samples"
PHOTOGRAPHS = SAMPLES / "photographs.zip"


def start(paths, directory, **options):
    return Run(
        job_id=uuid4(),
        attempt=1,
        options=ImageSet.Options(**options),
        directory=directory,
        inputs={"images": list(paths)},
    )


def look_at(paths, directory, **options):
    return ImageSet().process(start(paths, directory, **options))

"""Run the feature as a worker does, without one."""

from pathlib import Path
from uuid import uuid4

from features.table_profile.feature import TableProfile
from longhaul import Run

SAMPLES = Path(__file__).parents[4] / "fixtures" / "samples"


def start(path, directory, **options):
    return Run(
        job_id=uuid4(),
        attempt=1,
        options=TableProfile.Options(**options),
        directory=directory,
        inputs={"table": [path]},
    )


def profile_file(path, directory, **options):
    return TableProfile().process(start(path, directory, **options))

"""Table profile: what is in a table, column by column, and what to mind about it."""

from functools import partial

from longhaul import MB, Download, Feature, Run, Upload

from .columns_csv import columns_csv
from .models import Profile
from .options import ProfileOptions
from .report import render_report
from .stages import Stages

EXTENSIONS = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".gz")


class TableProfile(Feature[ProfileOptions, Profile]):
    """See at a glance what is in every column of a table, and what is wrong with it."""

    slug = "table-profile"
    uploads = (
        Upload(
            "table",
            extensions=EXTENSIONS,
            max_size=200 * MB,
            signatures={".parquet": b"PAR1", ".xlsx": b"PK\x03\x04", ".gz": b"\x1f\x8b"},
        ),
    )
    downloads = (
        Download("report", "text/html", title="Report"),
        Download("columns", "text/csv", title="Columns"),
        Download("profile", "application/json", title="Profile"),
    )
    sample = "flights.parquet"

    def process(self, run: Run[ProfileOptions]) -> Profile:
        """Read the table, profile it, and write what can be downloaded."""
        from .profile import profile_table
        from .reading import read_table

        path, stages = run.upload("table"), Stages(run)
        total = path.stat().st_size
        table = read_table(
            path, run.options, run.directory, partial(self._tell_reading, stages, total, path.name)
        )
        profile = profile_table(table, run.options.histogram_bins, stages)
        stages.tell("writing", 0, 1, "Writing the report")
        stem = path.name.partition(".")[0] or path.name
        run.attach("report", render_report(profile), filename=f"{stem}-report.html")
        run.attach("columns", columns_csv(profile), filename=f"{stem}-columns.csv")
        run.attach("profile", profile.model_dump_json(indent=1), filename=f"{stem}-profile.json")
        stages.tell("writing", 1, 1, "Done")
        return profile

    @staticmethod
    def _tell_reading(stages: Stages, total: int, name: str, done: int) -> None:
        stages.tell("reading", done, total, f"Reading {name}, {done / MB:.1f} MB so far")

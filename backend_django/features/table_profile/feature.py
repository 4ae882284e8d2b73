"""Table profile: what is in a table, column by column."""

from jobs.feature import MB, Download, Feature, Upload
from jobs.run import Run

from .columns_csv import columns_csv
from .models import Profile
from .options import ProfileOptions
from .report import render_report


class TableProfile(Feature[ProfileOptions, Profile]):
    """See at a glance what is in every column of a table."""

    slug = "table-profile"
    uploads = (
        Upload(
            "table",
            extensions=(".csv", ".tsv", ".parquet"),
            max_size=200 * MB,
            signatures={".parquet": b"PAR1"},
        ),
    )
    downloads = (
        Download("report", "text/html", title="Report"),
        Download("columns", "text/csv", title="Columns"),
    )
    sample = "flights.parquet"

    def process(self, run: Run[ProfileOptions]) -> Profile:
        """Profile column by column."""
        from .profile import profile_column
        from .reading import read_table

        path = run.upload("table")
        run.progress(0, None, f"Reading {path.name}")
        table = read_table(path, run.options, run.directory, run.checkpoint)
        columns = [
            profile_column(name, table.column(name), run.options.histogram_bins)
            for name in run.track(table.names, message=lambda name: f"Profiling {name}")
        ]
        profile = Profile(source=table.source, rows=table.rows, columns=columns)
        run.attach("report", render_report(profile), filename=f"{path.stem}-report.html")
        run.attach("columns", columns_csv(profile), filename=f"{path.stem}-columns.csv")
        return profile

"""Open a table, whatever its format."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from longhaul import InvalidInput

from ..options import ProfileOptions
from .json_lines import read_json_lines
from .parquet import read_parquet
from .table import Column, Misfit, Table
from .text import Progress, read_text
from .unpacking import unpack
from .workbook import read_workbook

__all__ = ["Column", "Misfit", "Table", "read_table"]

READERS: dict[str, Callable[[Path, ProfileOptions, Path, Progress], Table]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": lambda path, *_: read_parquet(path),
    ".xlsx": read_workbook,
}


def read_table(
    path: Path,
    options: ProfileOptions,
    scratch: Path,
    progress: Progress = lambda _: None,
) -> Table:
    """Open a table by its ending, also where .gz follows; any other one is delimited text.

    `scratch` is a directory for what does not fit into memory; `progress` is told now and then
    how many bytes have been read, and may raise to stop.

    Raises:
        InvalidInput: `empty_file`, `not_a_table`, `undecodable`, `ragged_rows`, `bad_quotes`,
            `unreadable_lines`, `unknown_sheet`, `too_many_columns`, `too_many_rows`,
            `unpacks_too_large`.
    """
    plain = unpack(path, scratch, lambda: progress(0))
    if plain.stat().st_size == 0:
        raise InvalidInput("The file is empty.", code="empty_file")
    table = READERS.get(plain.suffix.lower(), read_text)(plain, options, scratch, progress)
    if plain is path:
        return table
    source = table.source.model_copy(
        update={"name": path.name, "size": path.stat().st_size, "gzipped": True}
    )
    return replace(table, source=source)

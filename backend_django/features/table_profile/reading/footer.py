"""Ask the footer of a Parquet file how much it would become in memory, before it is read."""

from collections import Counter
from pathlib import Path

from longhaul import MB, InvalidInput

from .thrift import Thrift

MAGIC = b"PAR1"
# It tells of each column of each group of rows.
LONGEST_FOOTER = 16 * MB
MOST_EXPANDED = 2_000 * MB
MOST_OF_ONE_COLUMN = 500 * MB

# Bytes of a value in memory, by its physical type. Texts are views of 16 bytes, and their bytes.
WIDTHS = {0: 1, 1: 4, 2: 8, 3: 8, 4: 4, 5: 8, 6: 16, 7: 16}

# Numbers of the fields in parquet.thrift.
ROW_GROUPS, COLUMNS, META_DATA = 4, 1, 3
TYPE, PATH, NUM_VALUES, UNCOMPRESSED = 1, 3, 5, 6


def check_expansion(path: Path) -> None:
    """Refuse a file whose columns would not fit into memory.

    Raises:
        InvalidInput: `not_a_table`, `unpacks_too_large`.
    """
    columns = expanded_sizes(path)
    if columns.total() > MOST_EXPANDED or max(columns.values(), default=0) > MOST_OF_ONE_COLUMN:
        raise InvalidInput(
            f"Unpacked, this table takes {columns.total() // MB:,} MB of memory; at most "
            f"{MOST_EXPANDED // MB:,} MB, and {MOST_OF_ONE_COLUMN // MB} MB for one column, "
            "can be profiled.",
            code="unpacks_too_large",
        )


def expanded_sizes(path: Path) -> Counter[str]:
    """Add up for each top column what its values take in memory."""
    try:
        groups = Thrift(_footer(path)).structure()[ROW_GROUPS]
        chunks = [chunk[META_DATA] for group in groups for chunk in group[COLUMNS]]
        sizes: Counter[str] = Counter()
        for chunk in chunks:
            width = WIDTHS[chunk[TYPE]]
            name = b".".join(chunk[PATH][:1]).decode(errors="replace")
            sizes[name] += chunk[NUM_VALUES] * width + chunk[UNCOMPRESSED]
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise not_parquet() from error
    return sizes


def not_parquet() -> InvalidInput:
    """Make the refusal of something else, or of a damaged file."""
    return InvalidInput("This is not a Parquet file, or it is damaged.", code="not_a_table")


def _footer(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        tail = file.read()
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != MAGIC or length > min(size - 12, LONGEST_FOOTER):
            raise ValueError("no footer")
        file.seek(size - 8 - length)
        return file.read(length)

"""Tell what texts look like: N10156 is A99999."""

import polars as pl

from ..models import Pattern

LONGEST = 50  # characters
MOST_PATTERNS = 5
# So many different texts show what the others look like.
MOST_TEXTS = 100_000
# Exact shapes are shown where so few of them are nearly all.
MOST_EXACT, NEARLY_ALL = 3, 0.8
RUNS = {"A{2,}": "A+", "a{2,}": "a+", "9{2,}": "9+"}


def patterns(counts: pl.DataFrame) -> list[Pattern]:
    """Group short texts by what their letters and digits are; `counts` has value and count."""
    counts = counts.head(MOST_TEXTS)
    if counts.is_empty() or (counts["value"].str.len_chars() > LONGEST).any():
        return []
    # Small letters first, or they would turn the A of the capital ones into an a.
    shapes = _replaced(counts, {r"\p{Ll}|\p{Lo}": "a", r"\p{Lu}|\p{Lt}": "A", r"\p{N}": "9"})
    common = int(shapes["count"].head(MOST_EXACT).sum())
    if common < NEARLY_ALL * int(counts["count"].sum()):
        shapes = _replaced(shapes, RUNS)
    values = int(shapes["count"].sum())
    return [
        Pattern(pattern=shape, count=count, share=count / values)
        for shape, count in shapes.head(MOST_PATTERNS).iter_rows()
    ]


def _replaced(counts: pl.DataFrame, classes: dict[str, str]) -> pl.DataFrame:
    shape = pl.col("value")
    for found, sign in classes.items():
        shape = shape.str.replace_all(found, sign)
    return (
        counts.group_by(shape)
        .agg(pl.col("count").sum())
        .sort(["count", "value"], descending=[True, False])
    )

"""Measures of association with categories, from frames of two columns without nulls."""

import polars as pl


def cramers_v(pairs: pl.DataFrame) -> float | None:
    """Return Cramér's V of two categories, with the correction for bias of Bergsma (2013)."""
    n = pairs.height
    counts = pairs.group_by("first", "second").len()
    rows = counts.group_by("first").agg(row=pl.col("len").sum())
    columns = counts.group_by("second").agg(column=pl.col("len").sum())
    cells = counts.join(rows, on="first").join(columns, on="second")
    observed, expected = pl.col("len").cast(pl.Float64), pl.col("row") * pl.col("column") / n
    # Of an empty cell (0 - e)² / e is e; together they are what the others lack of n.
    present = cells.select(
        ((observed - expected) ** 2 / expected).sum().alias("chi"), expected.sum().alias("sum")
    )
    chi_squared = present["chi"].item() + n - present["sum"].item()
    height, width = rows.height, columns.height
    phi = max(0.0, chi_squared / n - (height - 1) * (width - 1) / (n - 1))
    least = min(height - (height - 1) ** 2 / (n - 1), width - (width - 1) ** 2 / (n - 1)) - 1
    return float((phi / least) ** 0.5) if least > 0 else None


def correlation_ratio(pairs: pl.DataFrame) -> float | None:
    """Return the correlation ratio: the root of the share of the variance between categories."""
    mean, total = pl.col("second").mean(), pairs["second"].var(ddof=0)
    if not isinstance(total, float) or total == 0:
        return None
    between = (
        pairs.with_columns(own=mean.over("first")).select(((pl.col("own") - mean) ** 2).mean())
    ).item()
    return float((between / total) ** 0.5)

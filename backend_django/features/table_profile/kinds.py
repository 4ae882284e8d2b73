"""Sort the many types of Polars into the few that a reader tells apart."""

import polars as pl

from .models import ColumnType

KINDS = {
    pl.Boolean: ColumnType.BOOLEAN,
    pl.Date: ColumnType.DATE,
    pl.Datetime: ColumnType.DATETIME,
    pl.Time: ColumnType.TIME,
    pl.String: ColumnType.TEXT,
    pl.Null: ColumnType.EMPTY,
}


def simplify(values: pl.Series) -> pl.Series:
    """Turn categories into text and fixed-point numbers into decimals."""
    if values.dtype in (pl.Categorical, pl.Enum):
        return values.cast(pl.String)
    return values.cast(pl.Float64) if values.dtype.is_decimal() else values


def kind_of(dtype: pl.DataType) -> ColumnType:
    """Name what a column of a simplified type holds."""
    if dtype.is_integer():
        return ColumnType.INTEGER
    if dtype.is_float():
        return ColumnType.DECIMAL
    return KINDS.get(dtype.base_type(), ColumnType.OTHER)

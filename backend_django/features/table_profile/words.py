"""Write figures the way people read them."""

from .models import TEMPORAL, ColumnType, Value


def number(value: float) -> str:
    """Write a number with about five significant digits."""
    if abs(value) >= 1e15 or 0 < abs(value) < 1e-4:
        return f"{value:.4g}"
    decimals = 0 if value == int(value) else max(1, 5 - len(str(int(abs(value)))))
    # Years and times of day read better without a comma.
    comma = "," if abs(value) >= 10_000 else ""
    return f"{round(value, decimals):{comma}}".removesuffix(".0")


def shown(value: Value | None, kind: ColumnType) -> str:
    """Write a value of a column; dates and times with a gap instead of the T."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and kind in TEMPORAL:
        return value.replace("T", " ").replace("+00:00", " UTC")
    return value if isinstance(value, str) else number(value or 0)


def shown_plainly(value: Value) -> str:
    """Write a value of whatever column."""
    return shown(value, ColumnType.TEXT)


def percent(part: int, whole: int) -> str:
    """Write a share; what is not nothing never reads as 0 %."""
    share = 100 * part / whole if whole else 0
    return "< 0.1 %" if 0 < share < 0.1 else f"{share:.1f}".removesuffix(".0") + " %"


def size(count: int) -> str:
    """Write a number of bytes."""
    for unit, divisor in (("MB", 1e6), ("kB", 1e3)):
        if count >= divisor:
            return f"{number(round(count / divisor, 1))} {unit}"
    return counted(count, "byte")


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

"""The database's own clock: hosts may differ, the database is one."""

from typing import Any

from django.db.models import functions


class Now(functions.Now):
    """The time of the statement, written in SQLite as Django writes a moment from Python.

    SQLite compares moments as text, so all of them need the same six digits.
    """

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Add the three digits that SQLite's clock does not have."""
        context["template"] = "STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f000', 'NOW')"
        return self.as_sql(compiler, connection, **context)

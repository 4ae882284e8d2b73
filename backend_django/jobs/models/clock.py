"""The database's own clock: hosts may differ, the database is one."""

from typing import Any

from django.db.models import functions


class Now(functions.Now):
    """The time of the statement, written in SQLite as Django writes a moment from Python.

    SQLite compares moments as text, so all of them need the same form: six digits, and no
    fraction at all where it is zero.
    """

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Add the three digits that SQLite's clock does not have."""
        moment = "STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f000', 'NOW')"
        context["template"] = f"REPLACE({moment}, '.000000', '')"
        return self.as_sql(compiler, connection, **context)

"""Statements that the ORM does not offer."""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Subquery, functions
from django.db.models.sql import UpdateQuery

# ── The database's own clock: hosts may differ, the database is one.


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


# ── UPDATE … RETURNING, which Django's querysets do not offer.

M = TypeVar("M", bound=models.Model)


def compile_update(queryset: "models.QuerySet[M]", values: dict[str, Any]) -> tuple[str, Any]:
    """Return the SQL and parameters that `queryset.update(**values)` would execute."""
    query: Any = queryset.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(queryset.db).as_sql()
    return sql, params


def compile_expression(queryset: "models.QuerySet[M]", expression: Any) -> tuple[str, Any]:
    """Return the SQL and parameters of an expression that stands alone."""
    compiler: Any = queryset.query.get_compiler(queryset.db)
    sql, params = compiler.compile(expression.resolve_expression(queryset.query))
    return sql, params


def update_returning(queryset: "models.QuerySet[M]", **values: Any) -> list[M]:
    """Update the rows in one statement, and return them as they are afterwards."""
    try:
        sql, params = compile_update(queryset, values)
    except EmptyResultSet:  # the conditions rule every row out
        return []
    rows = queryset.model._default_manager.using(queryset.db).raw(f"{sql} RETURNING *", params)
    return list(rows)


class CountOf(Subquery):
    """How many rows a subquery has; sliced, it counts no further than the slice."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()

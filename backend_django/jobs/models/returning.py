"""UPDATE … RETURNING, which Django's querysets do not offer."""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.sql import UpdateQuery

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

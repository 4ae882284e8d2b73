"""INSERT … SELECT … WHERE: a row that is only added while there is room for it."""

from django.db import models
from django.db.models.sql import InsertQuery

from .counting import CountOf
from .job import Job


def insert_within(job: Job, limit: int, among: "models.QuerySet[Job]") -> Job | None:
    """Insert a job unless `limit` rows stand among those already; return it as it is stored.

    One statement. Several at the same moment may exceed the limit by their own number.
    """
    query = InsertQuery(Job)
    query.insert_values(Job._meta.concrete_fields, [job])
    compiler = query.get_compiler("default")
    ((insert, values),) = compiler.as_sql()
    head, _, row = insert.partition(" VALUES ")
    counted, counts = compiler.compile(CountOf(among[:limit]).resolve_expression(query))
    sql = f"{head} SELECT {row[1:-1]} WHERE {counted} < %s RETURNING *"
    return next(iter(Job.objects.raw(sql, (*values, *counts, limit))), None)

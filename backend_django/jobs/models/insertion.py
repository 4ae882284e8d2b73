"""INSERT … SELECT … WHERE: a row that is only added while there is room for it."""

from django.db import models
from django.db.models import Case, Func, When
from django.db.models.sql import InsertQuery

from .job import Job

# How many of the jobs that stand in its queue already have been dispatched; for its own values.
DISPATCHED = Func(template="counted.dispatched", output_field=models.IntegerField())


def insert_within(job: Job, limit: int, among: "models.QuerySet[Job]") -> Job | None:
    """Insert a job unless `limit` rows, or the same work, stand there already; return it as stored.

    One statement. Several at the same moment may exceed the limit by their own number. The job
    that is returned knows its turn.
    """
    query = InsertQuery(Job)
    query.insert_values(Job._meta.concrete_fields, [job])
    ((insert, values),) = query.get_compiler("default").as_sql()
    head, _, row = insert.partition(" VALUES ")
    # SQLite counts once more when it returns the row: without it, as it did before.
    told_of = Case(When(queue=job.queue, then="dispatched_at"))
    others = among.exclude(pk=job.pk).annotate(told_of=told_of).values("told_of")[:limit]
    counting, counts = others.query.sql_with_params()
    sql = (
        "WITH counted AS (SELECT COUNT(*) AS unfinished, COUNT(told_of) AS dispatched "  # noqa: S608  (compiled, not pasted)
        f"FROM ({counting}) AS others) "
        f"{head} SELECT {row[1:-1]} FROM counted WHERE counted.unfinished < %s "
        "ON CONFLICT DO NOTHING RETURNING *, (SELECT dispatched + 1 FROM counted) AS turn"
    )
    return next(iter(Job.objects.raw(sql, (*counts, *values, limit))), None)

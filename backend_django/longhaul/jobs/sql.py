"""Statements that read better as SQL than as expressions of the ORM; PostgreSQL's dialect.

`statement_timestamp()` is what Django's `Now()` compiles to: the clock of the database, which is
the same for all hosts, at the start of the statement and not of the transaction.
"""

from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Subquery
from django.db.models.sql import UpdateQuery

# Insert a job unless its owner has `max_unfinished` unfinished ones, or one that does the same
# work. Concurrent inserts do not see each other, so n of them may exceed the limit by n - 1.
#
# A job that is due, and within its owner's places for dispatched jobs of the queue, is marked as
# dispatched by the INSERT itself, which saves a statement; the caller publishes it after the
# commit. `turn` is its position among these jobs.
INSERT_JOB = """\
WITH existing AS (
    SELECT count(*) AS unfinished,
           count(dispatched_at) FILTER (WHERE queue = %(queue)s) AS dispatched
    FROM (
        SELECT queue, dispatched_at
        FROM jobs_job
        WHERE owner_id = %(owner)s AND status IN ('pending', 'processing')
        LIMIT %(max_unfinished)s
    ) AS unfinished_jobs
),
new AS (
    SELECT statement_timestamp() AS created_at,
           coalesce(%(scheduled_for)s::timestamptz, statement_timestamp()) AS available_at,
           dispatched + 1 AS turn,
           dispatched < %(max_dispatched)s AND %(scheduled_for)s::timestamptz IS NULL
               AS dispatch
    FROM existing
    WHERE unfinished < %(max_unfinished)s
)
INSERT INTO jobs_job (
    id, feature, owner_id, title, options, dedupe_key, max_attempts, queue, celery_task_id,
    created_at, available_at, start_by, dispatched_at, dispatch_count
)
SELECT
    %(id)s, %(feature)s, %(owner)s, %(title)s, %(options)s::jsonb, %(dedupe_key)s,
    %(max_attempts)s, %(queue)s, %(celery_task_id)s,
    created_at, available_at, available_at + %(start_within)s::interval,
    CASE WHEN dispatch THEN created_at END, CASE WHEN dispatch THEN 1 ELSE 0 END
FROM new
ON CONFLICT DO NOTHING
RETURNING *, (SELECT turn FROM new) AS turn
"""

# Complete a job and store its result, if the attempt still holds the lease. Returns no row if it
# does not; else whether another job of the owner waits in the same queue.
COMPLETE_JOB = """\
WITH completed AS (
    UPDATE jobs_job
    SET status = 'completed',
        finished_at = statement_timestamp(),
        expires_at = statement_timestamp() + %(retention)s::interval,
        lease_token = NULL,
        lease_until = NULL,
        progress_current = %(progress_current)s,
        progress_total = %(progress_total)s,
        progress_message = %(progress_message)s,
        version = version + 1
    WHERE id = %(id)s AND status = 'processing' AND lease_token = %(lease_token)s
    RETURNING id, attempt
)
INSERT INTO jobs_jobresult (job_id, attempt, data, size)
SELECT id, attempt, %(result)s::jsonb, %(size)s FROM completed
RETURNING EXISTS (
    SELECT FROM jobs_job
    WHERE owner_id = %(owner)s AND queue = %(queue)s
        AND status = 'pending' AND cancel_requested_at IS NULL
        AND available_at <= statement_timestamp()
        AND (start_by IS NULL OR start_by > statement_timestamp())
)
"""

M = TypeVar("M", bound=models.Model)


def update_returning(queryset: "models.QuerySet[M]", **values: Any) -> list[M]:
    """Update the rows in one statement, and return them as they are afterwards.

    `UPDATE … RETURNING`, which Django's querysets do not offer.
    """
    query: Any = queryset.query.chain(UpdateQuery)
    query.add_update_values(values)
    try:
        sql, params = query.get_compiler(queryset.db).as_sql()
    except EmptyResultSet:  # the conditions exclude every row
        return []
    rows = queryset.model._default_manager.using(queryset.db).raw(f"{sql} RETURNING *", params)
    return list(rows)


class CountOf(Subquery):
    """The number of rows of a subquery; if it is sliced, at most the size of the slice."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()

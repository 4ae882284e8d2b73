"""Rows of a related table as one JSON value, so that a document costs one statement."""

from typing import Any

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from jobs.models import JobFile


class JsonArray(Subquery):
    """The rows of a subquery, each one JSON value named `item`, as a JSON array."""

    template = "(SELECT COALESCE(JSONB_AGG(item), '[]'::jsonb) FROM (%(subquery)s) AS items)"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Use SQLite's names for the same."""
        template = "(SELECT JSON_GROUP_ARRAY(JSON(item)) FROM (%(subquery)s) AS items)"
        return self.as_sql(compiler, connection, template=template, **context)


def job_files() -> JsonArray:
    """Return a job's files, in the order in which they were added."""
    item = JSONObject(name="name", kind="kind", filename="filename", sha256="sha256", size="size")
    files = JobFile.objects.filter(job=OuterRef("pk")).order_by("id")
    return JsonArray(files.annotate(item=item).values("item"))

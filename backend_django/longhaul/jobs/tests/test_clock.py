import sqlite3
from datetime import datetime

import pytest
from django.db import connection

from longhaul.jobs.models import Job
from longhaul.jobs.sql import Now

# As Django's SQLite backend writes them.
MOMENTS = [
    "2026-01-02 03:04:05",
    "2026-01-02 03:04:05.007000",
    "2026-01-02 03:04:05.120000",
    "2026-01-02 03:04:05.999000",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_sqlite_writes_a_moment_as_python_does(moment):
    compiler = Job.objects.all().query.get_compiler("default")
    sql, _ = Now().as_sqlite(compiler, connection)
    stopped = sql.replace("%%", "%").replace("'NOW'", f"'{moment}'")
    (written,) = sqlite3.connect(":memory:").execute(f"SELECT {stopped}").fetchone()
    assert written == str(datetime.fromisoformat(moment)) == moment

from django.db import models
from django.db.models import Subquery


class CountOf(Subquery):
    """How many rows a subquery has; sliced, it counts no further than the slice."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()

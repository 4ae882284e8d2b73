"""What the list of jobs is narrowed by: choices that are known, so that none is looked for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..feature import Queue
from ..models import Job
from ..registry import registry

RETIRED = "-"  # no slug


class FeatureFilter(admin.SimpleListFilter):
    """One of the features that are offered, or all that are not any more."""

    title = "feature"
    parameter_name = "feature"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        """List the choices."""
        offered = [(feature.slug, feature.title) for feature in registry]
        return [*offered, (RETIRED, "Not offered any more")]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        """Keep the jobs of the choice."""
        if self.value() == RETIRED:
            return jobs.exclude(feature__in=[feature.slug for feature in registry])
        return jobs.filter(feature=self.value()) if self.value() else jobs


class QueueFilter(admin.SimpleListFilter):
    """Where jobs wait."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        """List the choices."""
        return [(queue.value, queue.value) for queue in Queue]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        """Keep the jobs of the choice."""
        return jobs.filter(queue=self.value()) if self.value() else jobs

"""Search and filters of the list of jobs: ids by their index, titles and addresses by a scan."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from longhaul.api.jobs.listing import id_begins_with
from longhaul.feature import Queue
from longhaul.jobs.models import Job
from longhaul.registry import registry


def search(text: str) -> Q:
    """Return the condition that each word is in the title, the owner's address or begins the id."""
    condition = Q()
    for word in text.split():
        owners = get_user_model().objects.filter(email__icontains=word)
        condition &= Q(title__icontains=word) | Q(owner__in=owners) | id_begins_with(word)
    return condition


RETIRED = "-"  # never a feature's slug


class FeatureFilter(admin.SimpleListFilter):
    """By a registered feature, or all jobs whose feature is no longer registered."""

    title = "feature"
    parameter_name = "feature"

    def lookups(self, *_: object) -> list[tuple[str, str]]:
        offered = [(feature.slug, feature.title) for feature in registry]
        return [*offered, (RETIRED, "No longer offered")]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        if self.value() == RETIRED:
            return jobs.exclude(feature__in=[feature.slug for feature in registry])
        return jobs.filter(feature=self.value()) if self.value() else jobs


class QueueFilter(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"

    def lookups(self, *_: object) -> list[tuple[str, str]]:
        return [(queue.value, queue.value) for queue in Queue]

    def queryset(self, _: HttpRequest, jobs: QuerySet[Job]) -> QuerySet[Job]:
        return jobs.filter(queue=self.value()) if self.value() else jobs

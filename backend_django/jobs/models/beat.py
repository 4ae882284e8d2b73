from django.db import models


class WorkerBeat(models.Model):
    """When a worker was last alive, and what it can do."""

    name = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()
    queues = models.JSONField(default=list)
    features = models.JSONField(default=list)
    release = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name

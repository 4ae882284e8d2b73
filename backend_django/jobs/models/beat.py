from django.db import models


class WorkerBeat(models.Model):
    """When a worker was last alive, and what it can do."""

    name = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stalled_at = models.DateTimeField(null=True)  # when it last was free and yet took nothing
    queues = models.JSONField(default=list)
    features = models.JSONField(default=list)
    release = models.CharField(max_length=50)

    class Meta:
        verbose_name = "worker"

    def __str__(self) -> str:
        return self.name

    @property
    def is_stalled(self) -> bool:
        """Tell whether it stalled and has not been started anew since."""
        return bool(self.stalled_at and self.started_at and self.stalled_at > self.started_at)

from django.db import models


class JobResult(models.Model):
    """What a completed job returned, as JSON."""

    job = models.OneToOneField("jobs.Job", models.CASCADE, primary_key=True, related_name="result")
    attempt = models.PositiveIntegerField()
    data = models.JSONField()
    size = models.PositiveIntegerField()  # bytes of the JSON text

    def __str__(self) -> str:
        return f"result of {self.job_id}"

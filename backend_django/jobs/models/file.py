from django.db import models


def stored_path(file: "JobFile", _filename: str) -> str:
    """Keep a job's files together, away from names that the user chose for other jobs."""
    return f"jobs/{file.job_id}/{file.kind}/{file.name}/{file.filename}"


class JobFile(models.Model):
    """A file that came with a job or was made by it."""

    class Kind(models.TextChoices):
        INPUT = "input"
        OUTPUT = "output"

    job = models.ForeignKey("jobs.Job", models.CASCADE, related_name="files")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=50)  # the feature's name for it: download-<name>
    filename = models.CharField(max_length=200)  # the user's name for it
    file = models.FileField(upload_to=stored_path, max_length=500)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """What a client calls one act of creation, so that repeating it makes no second job."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    feature = models.CharField(max_length=100)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    # Empty once the job was deleted: the key still stands for the act, whose job is gone.
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("owner", "feature", "key"), name="jobs_idempotencykey_unique"
            )
        ]

    def __str__(self) -> str:
        return self.key

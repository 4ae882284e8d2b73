from django.db import models


class SetupFlag(models.Model):
    """A step of the set-up that this database has had, and never gets again."""

    name = models.CharField(max_length=100, unique=True)
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("set_at", "id")

    def __str__(self) -> str:
        return self.name

from celery import _state
from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "longhaul.worker"
    verbose_name = "Worker"

    def ready(self) -> None:
        """Make a Celery application, to publish with, unless the project has made one."""
        if _state.default_app is None:  # type: ignore[attr-defined]  # missing in the stubs
            from longhaul.worker import app  # noqa: F401

from celery import _state
from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "longhaul.worker"
    verbose_name = "Worker"

    def ready(self) -> None:
        """Make a Celery application, to publish with, unless the project has made one.

        A project's own comes from `longhaul.worker.celery.create_app`: workers of any other
        application have no keeper.
        """
        if _state.default_app is None:  # type: ignore[attr-defined]  # missing in the stubs
            from longhaul.worker import app  # noqa: F401

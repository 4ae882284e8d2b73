from django.apps import AppConfig


class TestsConfig(AppConfig):
    """Offers the features that the tests are about, in the tests' processes and workers alike."""

    name = "tests"

    def ready(self) -> None:
        from jobs.registry import registry

        from . import stalling  # noqa: F401  (commands for workers)
        from .features import PROBES

        registry.register(PROBES)

from django.apps import AppConfig


class TestsConfig(AppConfig):
    """Offers the features that the tests are about, in the tests' processes and workers alike."""

    name = "tests"

    def ready(self) -> None:
        from jobs.registry import registry

        from .features import PROBES

        registry.register(PROBES)

from django.apps import AppConfig


class TestsConfig(AppConfig):
    """Offers the features that the tests are about, in the tests' processes and workers alike."""

    name = "longhaul.tests"

    def ready(self) -> None:
        from longhaul import registry
        from longhaul.tests import stalling  # noqa: F401  (commands for workers)
        from longhaul.tests.features import PROBES

        registry.register(PROBES)

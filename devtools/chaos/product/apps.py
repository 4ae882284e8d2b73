import os

from django.apps import AppConfig


class ChaosConfig(AppConfig):
    """Offers the features of the soak, and takes one safeguard out if that is asked for."""

    name = "devtools.chaos.product"

    def ready(self) -> None:
        from longhaul import registry

        from .features import FEATURES
        from .sabotage import SABOTAGE

        registry.register(FEATURES)
        if safeguard := os.environ.get("CHAOS_SABOTAGE"):
            SABOTAGE[safeguard]()

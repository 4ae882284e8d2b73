from django.apps import AppConfig
from django.utils.module_loading import import_string

from features import FEATURES


class FeaturesConfig(AppConfig):
    """Offers the features when Django starts."""

    name = "features"

    def ready(self) -> None:
        from longhaul.registry import registry

        registry.register(import_string(f"features.{feature}") for feature in FEATURES)

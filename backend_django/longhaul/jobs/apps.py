from types import ModuleType

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string

from longhaul.settings import jobs as defaults


def set_defaults() -> None:
    """Give Django's settings the engine's defaults for what the project has not set."""
    for name, value in vars(defaults).items():
        if name.isupper() and not hasattr(settings, name):
            setattr(settings, name, value)


class JobsConfig(AppConfig):
    name = "longhaul.jobs"
    verbose_name = "Jobs"

    def __init__(self, app_name: str, app_module: ModuleType | None) -> None:
        super().__init__(app_name, app_module)
        set_defaults()  # here, and not in ready(): models and tasks are imported before

    def ready(self) -> None:
        """Offer the features that the settings name."""
        from longhaul.registry import registry

        registry.register(import_string(path) for path in settings.FEATURES)

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "longhaul.api"
    verbose_name = "API"

    def ready(self) -> None:
        from longhaul.api.openapi import schema  # noqa: F401  (its extensions register themselves)

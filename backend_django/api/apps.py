from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API"

    def ready(self) -> None:
        from .openapi import schema  # noqa: F401  (its extensions register themselves)

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "longhaul.api"
    verbose_name = "API"

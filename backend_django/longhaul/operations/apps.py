from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "longhaul.operations"
    verbose_name = "Operations"

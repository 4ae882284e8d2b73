from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "longhaul.worker"
    verbose_name = "Worker"

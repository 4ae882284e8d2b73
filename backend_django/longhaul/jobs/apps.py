from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "longhaul.jobs"
    verbose_name = "Jobs"

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "longhaul.web"
    verbose_name = "Web"

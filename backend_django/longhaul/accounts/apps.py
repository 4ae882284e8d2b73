from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "longhaul.accounts"
    verbose_name = "Accounts"

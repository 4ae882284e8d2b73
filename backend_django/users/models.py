"""The user. Add the fields of your own here; the e-mail address identifies an account."""

from longhaul.accounts.models import EmailUser


class User(EmailUser):
    """An account: a person or a program that owns jobs."""

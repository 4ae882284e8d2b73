"""The product's user model. Add fields here, and show them in `admin.py`."""

from longhaul.accounts.models import EmailUser


class User(EmailUser):
    """A person or program that owns jobs; the e-mail address identifies the account."""

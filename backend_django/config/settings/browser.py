"""What browser tests look at: development's system, with the features of the tests' own as well."""

from .local import *  # noqa: F403
from .local import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "longhaul.tests"]

"""Settings of the system that browser tests use: development's, with the tests' own features."""

from config.settings.local import *  # noqa: F403
from config.settings.local import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "longhaul.tests"]

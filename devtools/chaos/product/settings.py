"""The product as it is developed, with the features of the soak beside its own."""

from config.settings.local import *  # noqa: F403
from config.settings.local import INSTALLED_APPS as OWN_APPS

INSTALLED_APPS = [*OWN_APPS, "devtools.chaos.product"]
# The page is not used here, so it need not be built.
SILENCED_SYSTEM_CHECKS = ["django_vite.W001"]

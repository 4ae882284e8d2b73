"""Settings of the system of browser tests: development's, with the features that they need."""

from config.settings.local import *  # noqa: F403
from config.settings.local import FEATURES

FEATURES = [
    *FEATURES,
    "longhaul.tests.features.Echo",
    "longhaul.tests.features.Script",
    "longhaul.tests.features.EveryKind",
]

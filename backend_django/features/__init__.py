"""What can be asked for. A feature is one folder here and one line in FEATURES."""

FEATURES: tuple[str, ...] = ("table_profile.feature.TableProfile",)

"""What can be asked for. A feature is one folder here and one line in FEATURES."""

FEATURES: list[str] = [
    # "folder.feature.Class",
    "table_profile.feature.TableProfile",
    "image_set.feature.ImageSet",
]

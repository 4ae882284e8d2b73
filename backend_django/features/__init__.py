"""The features that users can run. A feature is one folder here and one line in FEATURES."""

FEATURES: list[str] = [
    # "features.folder.feature.Class",
    "features.table_profile.feature.TableProfile",
    "features.image_set.feature.ImageSet",
]

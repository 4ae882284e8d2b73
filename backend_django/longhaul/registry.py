"""The features that a project offers: those that the setting FEATURES names."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from pydantic import BaseModel

from longhaul.feature import AnyFeature, Feature


class Anything(BaseModel):
    """Options and results of a feature that is unknown."""

    model_config = {"extra": "allow"}


class Retired(Feature[Anything, Anything]):
    """Stands for a feature that is no longer offered, but of which jobs exist."""

    def __init__(self, slug: str) -> None:
        self.slug = slug  # type: ignore[misc]  # of the class for all other features


class Registry:
    """Features by slug, in the order of registration."""

    def __init__(self) -> None:
        self._features: dict[str, AnyFeature] = {}

    def register(self, features: Iterable[type[AnyFeature]]) -> None:
        """Offer these features.

        Raises:
            ValueError: two features have the same slug.
        """
        for feature in features:
            if feature.slug in self._features:
                raise ValueError(f"Two features have the slug {feature.slug!r}; rename one.")
            self._features[feature.slug] = feature()

    def get(self, slug: str) -> AnyFeature | None:
        """Return a feature, or None if it is not offered."""
        return self._features.get(slug)

    def get_retention(self, slug: str) -> timedelta:
        """Return how long results of a feature are kept, even if it is no longer offered."""
        return (self.get(slug) or Feature).retention

    def __iter__(self) -> Iterator[AnyFeature]:
        return iter(self._features.values())


registry = Registry()

"""The page's words for what the server says in English."""

import json

import pytest
from django.conf import settings

from api.codes import CODES
from jobs.registry import registry

SOURCES = settings.ROOT / "frontend_vue/src"
OF_ALL = list((SOURCES / "i18n/server").glob("*.json"))
OF_FEATURES = [
    (feature, path)
    for feature in registry
    for path in (SOURCES / "features" / feature.slug.replace("-", "_")).glob("server/*.json")
]


@pytest.mark.parametrize("path", OF_ALL, ids=lambda path: path.name)
def test_every_code_has_its_words(path):
    assert CODES.keys() <= json.loads(path.read_text())["server"].keys()


@pytest.mark.parametrize(("feature", "path"), OF_FEATURES)
def test_a_features_words_are_about_what_it_has(feature, path):
    words = json.loads(path.read_text())
    assert words["options"].keys() == feature.Options.model_fields.keys()
    assert words["downloads"].keys() == {each.name for each in feature.downloads}


def test_there_are_words():
    assert OF_ALL  # those of features leave with them

"""The page's words for what the server says in English."""

import ast
import inspect
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from longhaul.api.problems import CODES
from longhaul.registry import registry

PAGE = settings.ROOT / "frontend_vue"
OF_ALL = list((PAGE / "longhaul/i18n/server").glob("*.json"))
OF_FEATURES = [
    (feature, path)
    for feature in registry
    for path in (PAGE / "src/features" / feature.slug.replace("-", "_")).glob("server/*.json")
]
PLACE = re.compile(r"\{#?\w+\}")


def texts_in(*folders):
    """Return every text of the source, `{}` standing for what is filled in."""
    paths = [path for folder in folders for path in Path(folder).rglob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text()))]
    return {text_of(node) for node in nodes}


def text_of(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def sentences_of(words):
    return {PLACE.sub("{}", sentence) for sentence in words["sentences"]}


@pytest.mark.parametrize("path", OF_ALL, ids=lambda path: path.name)
def test_every_code_has_its_words(path):
    assert CODES.keys() <= json.loads(path.read_text())["server"].keys()


@pytest.mark.parametrize("path", OF_ALL, ids=lambda path: path.name)
def test_every_sentence_is_one_that_the_server_says(path):
    rooms = ("api", "jobs", "worker", "accounts")
    said = texts_in(*(settings.BASE_DIR / "longhaul" / room for room in rooms))
    assert sentences_of(json.loads(path.read_text())["server"]) <= said


@pytest.mark.parametrize(("feature", "path"), OF_FEATURES)
def test_every_sentence_is_one_that_the_feature_says(feature, path):
    said = texts_in(Path(inspect.getfile(type(feature))).parent)
    assert sentences_of(json.loads(path.read_text())) <= said


@pytest.mark.parametrize(("feature", "path"), OF_FEATURES)
def test_a_features_words_are_about_what_it_has(feature, path):
    words = json.loads(path.read_text())
    assert words["options"].keys() == feature.Options.model_fields.keys()
    assert words["downloads"].keys() == {each.name for each in feature.downloads}
    options = feature.Options.model_json_schema()["properties"]
    for name, option in words["options"].items():
        assert set(option.get("choices", ())) <= set(options[name].get("enum", ()))


def test_there_are_words():
    assert OF_ALL  # those of features leave with them

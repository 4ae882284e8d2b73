import types
from datetime import timedelta

import pytest
from pydantic import BaseModel

from longhaul.feature import Download, Feature, Upload
from longhaul.registry import Registry
from longhaul.tests.features import Echo


class Empty(BaseModel):
    pass


def define(**attributes):
    """Define a feature with these class attributes."""
    bases = (Feature[Empty, Empty],)
    return types.new_class("Odd", bases, exec_body=lambda body: body.update(attributes))


def test_a_feature_knows_its_models_from_the_brackets():
    assert (Echo.Options.__name__, Echo.Result.__name__) == ("EchoOptions", "EchoResult")


def test_title_comes_from_the_slug_and_description_from_the_docstring():
    assert (Echo.title, Echo.description) == ("Echo", "Give back what it was given.")


@pytest.mark.parametrize("slug", ["Two", "two_words", "-two", "two--words", "2nd", "a/b"])
def test_a_slug_that_does_not_fit_an_address_is_refused(slug):
    with pytest.raises(TypeError, match="must be like"):
        define(slug=slug)


def test_uploads_and_downloads_share_one_namespace():
    with pytest.raises(TypeError, match="a name twice"):
        define(slug="odd", uploads=(Upload("a"),), downloads=(Download("a", "text/plain"),))


@pytest.mark.parametrize("start_within", [timedelta(0), timedelta(seconds=-1)])
def test_a_time_to_start_that_has_passed_at_once_is_refused(start_within):
    with pytest.raises(TypeError, match="longer than zero, or None"):
        define(slug="odd", start_within=start_within)


def test_two_features_cannot_have_one_slug():
    registry = Registry()
    registry.register([Echo])
    with pytest.raises(ValueError, match="rename one"):
        registry.register([Echo])


def test_a_feature_that_is_not_offered_any_more_still_has_a_retention():
    assert Registry().get_retention("gone") == Feature.retention


def test_a_feature_without_process_says_so():
    with pytest.raises(NotImplementedError):
        Feature().process(None)

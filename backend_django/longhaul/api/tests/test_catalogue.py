import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from longhaul.registry import registry
from longhaul.tests.features import Copy

SLUGS = [feature.slug for feature in registry]


def describe(api, slug):
    features = api.get("/api/v1/features/").json()
    return next(feature for feature in features if feature["slug"] == slug)


def test_every_feature_is_described(api):
    features = api.get("/api/v1/features/").json()
    assert [feature["slug"] for feature in features] == SLUGS
    assert all(feature["title"] and feature["description"] for feature in features)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("part", ["options_schema", "result_schema"])
def test_options_and_result_are_described_as_json_schema(api, slug, part):
    schema = describe(api, slug)[part]
    Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"


def test_the_limits_of_an_option_are_told(api):
    times = describe(api, "echo")["options_schema"]["properties"]["times"]
    assert (times["minimum"], times["maximum"], times["default"]) == (1, 5, 1)


def test_uploads_and_downloads_are_told(api):
    feature = describe(api, "copy-file")
    assert feature["uploads"] == [
        {
            "name": "text",
            "extensions": [".txt", ".bin"],
            "max_bytes": 50_000,
            "max_files": 1,
            "max_total_bytes": 50_000,
            "required": True,
        }
    ]
    assert feature["downloads"] == [{"name": "copy", "title": "Copy", "media_type": "text/plain"}]


def test_several_files_have_a_limit_together(api):
    [texts] = describe(api, "join-files")["uploads"]
    assert (texts["max_files"], texts["max_total_bytes"]) == (3, 80_000)


def test_the_time_limit_is_told_in_seconds(api):
    assert describe(api, "script")["time_limit_seconds"] == 20


@pytest.fixture
def sample(settings, tmp_path, monkeypatch):
    settings.SAMPLES_DIR = tmp_path
    (tmp_path / "tiny.txt").write_bytes(b"tiny")
    monkeypatch.setattr(Copy, "sample", "tiny.txt")


def test_a_sample_can_be_fetched(api, sample):
    assert describe(api, "copy-file")["sample"] is True
    response = api.get("/api/v1/features/copy-file/sample/")
    assert (response.status_code, response.getvalue()) == (200, b"tiny")
    assert response["Content-Disposition"] == 'attachment; filename="tiny.txt"'


@pytest.mark.parametrize("slug", ["echo", "nothing"])
def test_no_sample_is_404(api, slug):
    assert api.get(f"/api/v1/features/{slug}/sample/").status_code == 404

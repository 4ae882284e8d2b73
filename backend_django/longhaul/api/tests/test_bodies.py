import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from longhaul.api.tests.steps import errors_of, post, upload


def post_raw(api, body, slug="echo"):
    return api.post(f"/api/v1/{slug}/create/", body, content_type="application/json")


@pytest.mark.parametrize("text", [r"nul \u0000", r"half \ud800"])
def test_text_that_cannot_be_stored_is_refused(api, text):
    response = post_raw(api, f'{{"options": {{"text": "{text}"}}}}')
    assert (response.status_code, errors_of(response)[0][0][:7]) == (400, "options")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", '"nan"'])
def test_a_number_that_is_none_is_refused(api, number):
    response = post_raw(api, f'{{"options": {{"step_seconds": {number}}}}}', "script")
    assert response.status_code == 400


@pytest.mark.parametrize("body", [" ", "{", "[]", "7", "null", '"text"', "{'a': 1}", "\xff"])
def test_a_body_that_is_no_object_is_refused(api, body):
    response = post_raw(api, body.encode("latin-1"))
    assert response.status_code == 400


@pytest.mark.parametrize(("depth", "status"), [(18, 202), (19, 400), (1_000, 400), (100_000, 400)])
def test_a_body_is_at_most_twenty_levels_deep(api, depth, status):
    body = '{"options": {"ignored": ' + "[" * depth + "]" * depth + "}}"
    assert post_raw(api, body, "script").status_code == status


def test_a_body_that_is_too_large_is_refused(api):
    response = post(api, options={"text": "x" * 1_000_000})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("charset", ["utf-8", "no-such", "rot13", "hex", "utf-16"])
def test_json_is_utf_8_whatever_the_charset_says(api, charset):
    kind = f"application/json; charset={charset}"
    response = api.generic("POST", "/api/v1/echo/create/", '{"options": {}}', content_type=kind)
    assert response.status_code == 202


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense"])
def test_another_content_type_is_refused(api, kind):
    response = api.post("/api/v1/echo/create/", "options={}", content_type=kind)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_a_feature_without_uploads_takes_no_form(api):
    assert api.post("/api/v1/echo/create/", {"options": "{}"}, "multipart").status_code == 415


def test_a_feature_with_uploads_takes_no_json(api):
    assert post(api, "copy-file", options={}).status_code == 415


@pytest.mark.parametrize("options", [" ", "{", "[]", "7", "[" * 5_000, '{"upper": NaN}'])
def test_options_in_a_form_are_a_json_object(api, options):
    assert upload(api, options=options).status_code == 400


def test_options_are_no_file(api):
    response = upload(api, options=SimpleUploadedFile("options.json", b"{}"))
    assert (response.status_code, errors_of(response)) == (400, [("options", "unknown")])


@pytest.mark.parametrize("part", [{"extra": "1"}, {"extra": SimpleUploadedFile("a.txt", b"x")}])
def test_an_unknown_part_is_refused(api, part):
    response = upload(api, **part)
    assert (response.status_code, errors_of(response)) == (400, [("extra", "unknown")])


def test_a_form_without_a_boundary_is_refused(api):
    response = api.post("/api/v1/copy-file/create/", b"x", content_type="multipart/form-data")
    assert response.status_code == 400


def test_a_form_with_a_very_large_text_is_refused(api):
    response = upload(api, options=" " * 1_100_000)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_a_form_with_very_many_parts_is_refused(api):
    parts = {f"part{number}": SimpleUploadedFile("a.txt", b"x") for number in range(501)}
    assert upload(api, **parts).status_code == 400


def test_a_misspelt_option_is_refused(api):
    response = upload(api, options='{"uper": true}')
    assert errors_of(response) == [("options.uper", "extra_forbidden")]
    assert response.json()["detail"] == "options.uper: Extra inputs are not permitted"

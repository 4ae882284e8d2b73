import pytest

from longhaul.accounts.tests.api.steps import AUTH, ask


@pytest.mark.parametrize("method", ["patch", "put"])
def test_names_are_changed(api, method):
    body = ask(api, "user", method, first_name="Ada", last_name="Lovelace").json()
    assert (body["first_name"], body["last_name"]) == ("Ada", "Lovelace")


@pytest.mark.parametrize(
    "route", ["user", "tokens", "email", "registration", "password/reset", "session"]
)
def test_answers_are_kept_out_of_caches(api, route):
    for method in (api.get, api.post):
        response = method(f"{AUTH}/{route}/", {}, format="json")
        assert response.status_code == 403 or response["Cache-Control"] == "no-store"

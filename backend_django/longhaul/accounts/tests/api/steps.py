"""Short ways to say what the owner of an account does."""

import re
from typing import Any

from rest_framework.test import APIClient

from longhaul.api.tests.steps import PASSWORD

AUTH = "/api/v1/auth"
NEW = "a quite different one"
ADA = "ada@example.com"


def ask(client: APIClient, route: str, method: str = "post", **body: Any) -> Any:
    """Send a request to one of the routes of accounts."""
    return getattr(client, method)(f"{AUTH}/{route}/", body, format="json")


def log_in(client: APIClient, email: str = ADA, password: str = PASSWORD, **headers: str) -> Any:
    body = {"email": email, "password": password}
    return client.post(f"{AUTH}/login/", body, format="json", headers=headers)


def register(client: APIClient, email: str = ADA, password: str = PASSWORD) -> Any:
    return ask(client, "registration", email=email, password1=password, password2=password)


def verify(client: APIClient, mail: Any) -> Any:
    """Send the key of a mail back."""
    return ask(client, "registration/verify-email", key=key_in(mail))


def change_password(client: APIClient, old: str = PASSWORD, new: str = NEW) -> Any:
    body = {"old_password": old, "new_password1": new, "new_password2": new}
    return ask(client, "password/change", **body)


def reset(client: APIClient, mail: Any, new: str = NEW) -> Any:
    """Choose a new password with the link of a mail."""
    uid, token = link_in(mail).split("/")[-2:]
    body = {"uid": uid, "token": token, "new_password1": new, "new_password2": new}
    return ask(client, "password/reset/confirm", **body)


def link_in(mail: Any) -> str:
    found = re.search(r"http\S+/(?:verify-email|reset-password)/\S+", mail.body)
    assert found, mail.body
    return found[0]


def key_in(mail: Any) -> str:
    return link_in(mail).rpartition("/")[2]


def words_of(response: Any) -> tuple[int, Any]:
    """Return status and body, without what differs from request to request."""
    body = response.json()
    body.pop("request_id", None)
    return response.status_code, body

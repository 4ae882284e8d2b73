"""The OpenAPI document as the judge of every answer."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rest_framework.test import APIClient

from longhaul.api.views import ApiView

ROOT = "/api/v1"
PROBLEM = "application/problem+json"


@cache
def get_document(urlconf: str = settings.ROOT_URLCONF) -> Any:
    """Return the OpenAPI document of the project."""
    return SchemaGenerator(urlconf=urlconf).get_schema(public=True)


@cache
def get_schema(urlconf: str = settings.ROOT_URLCONF) -> Any:
    """Return the part of the document that is about views which follow the engine's rules."""
    document = get_document(urlconf)
    return {**document, "paths": dict(_engine_paths(document["paths"], urlconf))}


def _engine_paths(paths: Any, urlconf: str) -> Iterator[tuple[str, Any]]:
    engine = {
        (path, method.lower())
        for path, _, method, callback in EndpointEnumerator(urlconf=urlconf).get_api_endpoints()
        if issubclass(callback.cls, ApiView)
    }
    for path, operations in paths.items():
        chosen = {method: each for method, each in operations.items() if (path, method) in engine}
        if chosen:
            yield path, chosen


def find_schema(name: str) -> Any:
    """Return one of the document's schemas."""
    return get_schema()["components"]["schemas"][name]


def find_operation(method: str, path: str) -> Any:
    """Return the operation that describes a request; None if there is none."""
    for template, operations in get_schema()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template) + "?", path):
            return operations.get({"HEAD": "get"}.get(method, method.lower()))
    return None


def check(response: Any) -> None:
    """Compare an answer with what is documented."""
    method, path = response.request["REQUEST_METHOD"], response.request["PATH_INFO"]
    assert response["X-Request-ID"]
    operation = find_operation(method, path)
    if operation is None:
        assert method == "OPTIONS" or response.status_code in (404, 405)
        return
    assert str(response.status_code) in operation["responses"], response.getvalue()
    if method != "HEAD":
        check_body(response, operation["responses"][str(response.status_code)])


def check_body(response: Any, answer: Any) -> None:
    content = answer.get("content", {})
    if not content:
        assert response.content == b""
        return
    media_type = response["Content-Type"].partition(";")[0]
    assert media_type in content
    if media_type.endswith("json"):
        validate(response.json(), content[media_type]["schema"])
    if media_type == PROBLEM:
        check_code(response.json()["code"], answer["description"])


def check_code(code: str, description: str) -> None:
    """Find the code among the documented ones; a failed job may have a code of its own."""
    documented = re.findall(r"`(\w+)`", description)
    assert code in documented or "failed" in documented


def validate(body: Any, schema: Any) -> None:
    """Validate a document; a field that the schema does not know is an error, too."""
    whole = {**schema, "components": get_schema()["components"], "unevaluatedProperties": False}
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(whole, format_checker=checker).validate(body)


class ContractClient(APIClient):
    """A client whose every answer must be as documented."""

    def request(self, **environ: Any) -> Any:
        """Send a request and check the answer."""
        response: Any = super().request(**environ)
        if response.streaming:
            response.streaming_content = [response.getvalue()]
            response.close()
        if response.request["PATH_INFO"].startswith(f"{ROOT}/"):
            check(response)
        return response

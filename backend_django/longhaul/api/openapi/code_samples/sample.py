"""What a sample says, whatever the language.

Where and who come from the environment: LONGHAUL_URL, LONGHAUL_TOKEN, and what else a request
names: JOB (an id), FILE (a path), …
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

FORM = "multipart/form-data"
JSON = "application/json"
VARIABLES = {"id": "JOB", "slug": "FEATURE", "feature": "FEATURE", "token": "TOKEN"}
SESSION = "/api/v1/auth/session/"


class Answer(Enum):
    """What comes back when all is well."""

    JSON = "a document"
    FILE = "bytes"
    NOTHING = "nothing"


class Identity(Enum):
    """How a request says who asks."""

    TOKEN = "a token"  # noqa: S105  (no secret: a word)
    PAGE = "the page's cookie, and the CSRF token that belongs to it"
    NOBODY = "not at all"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One request. In `path`, ${NAME} stands for what comes from the environment."""

    method: str
    path: str
    identity: Identity
    body: Any
    files: tuple[str, ...]
    answer: Answer

    def path_with(self, form: str) -> str:
        """Return the path with each variable written as a language does: `form` has a {}."""
        path = self.path
        for name in path.split("${")[1:]:
            variable = name.partition("}")[0]
            path = path.replace(f"${{{variable}}}", form.replace("{}", variable))
        return path


def read_sample(
    method: str, path: str, operation: Mapping[str, Any], document: Mapping[str, Any]
) -> Sample:
    """Take what a request needs from its description."""
    content = operation.get("requestBody", {}).get("content", {})
    with_json = JSON in content
    return Sample(
        method=method.upper(),
        path=_with_variables(path),
        identity=_identity(method, operation.get("security", [])),
        body=_example(content[JSON]) if with_json else None,
        files=_files(content[FORM], document) if FORM in content and not with_json else (),
        answer=_answer(operation["responses"]),
    )


def _example(content: Mapping[str, Any]) -> Any:
    examples = content.get("examples", {"": {"value": content.get("example")}})
    return next(iter(examples.values()))["value"]


def _with_variables(path: str) -> str:
    for name, variable in VARIABLES.items():
        path = path.replace(f"{{{name}}}", f"${{{variable}}}")
    return path


def _identity(method: str, security: list[dict[str, Any]]) -> Identity:
    if {"tokenAuth": []} in security:
        return Identity.TOKEN
    by_cookie = {"cookieAuth": []} in security
    return Identity.PAGE if by_cookie and method != "get" else Identity.NOBODY


def _files(form: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[str, ...]:
    schema = document["components"]["schemas"][form["schema"]["$ref"].rpartition("/")[2]]
    return tuple(schema.get("required", ()))


def _answer(responses: Mapping[str, Any]) -> Answer:
    success = next(answer for code, answer in responses.items() if code < "300")
    content = success.get("content")
    if not content:
        return Answer.NOTHING
    return Answer.JSON if JSON in content else Answer.FILE

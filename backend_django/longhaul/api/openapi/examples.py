"""Examples in the OpenAPI document, made from the schemas."""

from collections.abc import Callable, Mapping
from typing import Any

BY_FORMAT = {
    "date-time": "2026-11-20T09:03:00.123Z",
    "date": "2026-11-20",
    "email": "ada@example.com",
    "uri": "https://example.com/",
    "uuid": "0197a5e2-8a00-7c3e-b1d2-6f4e8d9a0c11",
    "password": "correct horse battery staple",
    "binary": "(the file)",
}
FindSchema = Callable[[str], Mapping[str, Any]]  # a schema of the document, by its name


def example_of(schema: Mapping[str, Any], find: FindSchema) -> Any:
    """Return a small value that a schema allows: its own example or default where it has one."""
    schema = resolve(schema, find)
    if schema.get("default") == "" and schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]  # "not given" is no e-mail address
    for given in ("example", "const", "default"):
        if schema.get(given) is not None:
            return schema[given]
    for choices in ("examples", "enum"):
        if schema.get(choices):  # an example may be null
            return schema[choices][0]
    for choices in ("anyOf", "oneOf"):
        if choices in schema:
            return example_of(schema[choices][0], find)
    return _by_type(schema, find)


def resolve(schema: Mapping[str, Any], find: FindSchema) -> Mapping[str, Any]:
    """Follow a reference, and merge what `allOf` puts together."""
    if reference := schema.get("$ref"):
        found = find(reference.rpartition("/")[2])
        return resolve({**found, **{k: v for k, v in schema.items() if k != "$ref"}}, find)
    merged = dict(schema)
    for part in merged.pop("allOf", []):
        merged = {**resolve(part, find), **merged}
    return merged


def _by_type(schema: Mapping[str, Any], find: FindSchema) -> Any:
    kind = schema.get("type", "object")
    match kind[0] if isinstance(kind, list) else kind:
        case "string":
            return BY_FORMAT.get(schema.get("format", ""), "text"[: schema.get("maxLength", 4)])
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [example_of(schema["items"], find)] if "items" in schema else []
        case "object":
            return _object(schema, find)
    return None


def _object(schema: Mapping[str, Any], find: FindSchema) -> dict[str, Any]:
    fields = schema.get("properties", {})
    others = schema.get("additionalProperties")
    if not fields and isinstance(others, dict) and others:
        name = example_of(schema.get("propertyNames", {"const": "name"}), find)
        return {name: example_of(others, find)}
    return {name: _of_field(name, field, find) for name, field in fields.items()}


def _of_field(name: str, schema: Mapping[str, Any], find: FindSchema) -> Any:
    secret = "password" in name and resolve(schema, find).get("type") == "string"
    return BY_FORMAT["password"] if secret else example_of(schema, find)

"""Examples in the OpenAPI document: made from the schemas, so that none is forgotten or wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

JSON = "application/json"
PROBLEM = "application/problem+json"
BY_FORMAT = {
    "date-time": "2026-11-20T09:03:00.123Z",
    "date": "2026-11-20",
    "email": "ada@example.com",
    "uri": "https://example.com/",
    "uuid": "0197a5e2-8a00-7c3e-b1d2-6f4e8d9a0c11",
    "password": "correct horse battery staple",
    "binary": "(the file)",
}
Document = dict[str, Any]


def add_examples(result: Document, **_: Any) -> Document:
    """Give every JSON body without an example one. A post-processing hook of drf-spectacular."""
    for operation in operations(result):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for body in bodies:
            for media_type, content in body.get("content", {}).items():
                if media_type == JSON and "examples" not in content:
                    content["example"] = example_of(content["schema"], result)
                elif media_type == PROBLEM:
                    _share(content["examples"], result)
    return result


def _share(examples: Document, document: Document) -> None:
    """Keep the example of a problem once, however many operations may answer with it."""
    shared = document["components"].setdefault("examples", {})
    for name, example in list(examples.items()):
        code = example["value"]["code"]
        shared.setdefault(code, example)
        examples[name] = {"$ref": f"#/components/examples/{code}"}


def operations(document: Document) -> Iterator[Document]:
    """Yield every operation of a document."""
    for path in document["paths"].values():
        yield from (operation for operation in path.values() if isinstance(operation, dict))


def example_of(schema: Mapping[str, Any], document: Document) -> Any:
    """Return a small value that a schema allows: its own example or default where it has one."""
    schema = resolve(schema, document)
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
            return example_of(schema[choices][0], document)
    return _by_type(schema, document)


def resolve(schema: Mapping[str, Any], document: Document) -> Mapping[str, Any]:
    """Follow a reference, and merge what `allOf` puts together."""
    if reference := schema.get("$ref"):
        found = document["components"]["schemas"][reference.rpartition("/")[2]]
        return resolve({**found, **{k: v for k, v in schema.items() if k != "$ref"}}, document)
    merged = dict(schema)
    for part in merged.pop("allOf", []):
        merged = {**resolve(part, document), **merged}
    return merged


def _by_type(schema: Mapping[str, Any], document: Document) -> Any:
    kind = schema.get("type", "object")
    match kind[0] if isinstance(kind, list) else kind:
        case "string":
            return BY_FORMAT.get(schema.get("format", ""), "text"[: schema.get("maxLength", 4)])
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [example_of(schema["items"], document)] if "items" in schema else []
        case "object":
            return _object(schema, document)
    return None


def _object(schema: Mapping[str, Any], document: Document) -> Document:
    fields = schema.get("properties", {})
    others = schema.get("additionalProperties")
    if not fields and isinstance(others, dict) and others:
        name = example_of(schema.get("propertyNames", {"const": "name"}), document)
        return {name: example_of(others, document)}
    return {name: _of_field(name, field, document) for name, field in fields.items()}


def _of_field(name: str, schema: Mapping[str, Any], document: Document) -> Any:
    secret = "password" in name and resolve(schema, document).get("type") == "string"
    return BY_FORMAT["password"] if secret else example_of(schema, document)

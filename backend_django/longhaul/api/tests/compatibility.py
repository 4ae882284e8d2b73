"""Tell whether a client that was written for one OpenAPI document still works with another."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
FindSchema = Callable[[str], Document]  # a schema of the document, by its name

METHODS = ("get", "put", "post", "delete", "patch")


def breaking_changes(old: Document, new: Document) -> list[str]:
    """List what breaks an existing client, in sentences. Additions are compatible.

    A client breaks when something that it may ask for, send or read is gone, when something
    that it does not send is needed, or when a value has another type.
    """
    return sorted(set(_paths(old, new)))


def _paths(old: Document, new: Document) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method in METHODS & methods.keys():
            where = f"{method.upper()} {path}"
            now = new["paths"].get(path, {}).get(method)
            if now is None:
                yield f"{where} is gone"
            else:
                yield from Comparison(old, new, where).operation(methods[method], now)


class Comparison:
    """One operation, before and now."""

    def __init__(self, old: Document, new: Document, where: str) -> None:
        self.old = old
        self.new = new
        self.where = where
        self._open: list[Document] = []

    def operation(self, old: Document, new: Document) -> Iterator[str]:
        """Compare parameters, content and answers."""
        yield from self._parameters(old.get("parameters", []), new.get("parameters", []))
        yield from self._content(old.get("requestBody", {}), new.get("requestBody", {}), sent=True)
        for code, answer in old["responses"].items():
            if code not in new["responses"] and code < "300":
                yield f"{self.where} does not answer {code} any more"
            yield from self._content(answer, new["responses"].get(code, answer), sent=False)

    def _parameters(self, old: list[Document], new: list[Document]) -> Iterator[str]:
        before = {(each["in"], each["name"]): each for each in old}
        for key, parameter in {(each["in"], each["name"]): each for each in new}.items():
            known = before.pop(key, None)
            if parameter.get("required") and not (known and known.get("required")):
                yield f"{self.where} needs the parameter {key[1]}"
            if known:
                where = f"the parameter {key[1]}"
                yield from self._schema(known["schema"], parameter["schema"], where, sent=True)
        for _, name in before:
            yield f"{self.where} does not take the parameter {name} any more"

    def _content(self, old: Document, new: Document, *, sent: bool) -> Iterator[str]:
        for media_type, content in old.get("content", {}).items():
            now = new.get("content", {}).get(media_type)
            if now is None:
                yield f"{self.where} has no {media_type} any more"
            else:
                word = "the body" if sent else "the answer"
                yield from self._schema(content["schema"], now["schema"], word, sent=sent)

    def _schema(self, old: Document, new: Document, at: str, *, sent: bool) -> Iterator[str]:
        if old in self._open:  # a schema that contains itself
            return
        self._open.append(old)
        before, now = resolve(old, schemas_of(self.old)), resolve(new, schemas_of(self.new))
        yield from self._values(before, now, at, sent=sent)
        yield from self._fields(before, now, at, sent=sent)
        if "items" in before and "items" in now:
            yield from self._schema(before["items"], now["items"], f"{at}[]", sent=sent)
        self._open.pop()

    def _values(self, old: Document, new: Document, at: str, *, sent: bool) -> Iterator[str]:
        before, now = types_of(old, self.old), types_of(new, self.new)
        # What a client sends must still be taken; what it reads must be something it knows.
        unknown = before - now if sent else now - before
        if unknown and before and now:
            was = " or ".join(sorted(before))
            yield f"{self.where}: {at} is {' or '.join(sorted(now))}, was {was}"
        choices, narrowed = set(old.get("enum", ())), set(new.get("enum", ()))
        lost = (choices - narrowed if narrowed else set()) if sent else narrowed - choices
        if lost and (choices or sent):
            verb = "takes no" if sent else "may be"
            yield f"{self.where}: {at} {verb} {', '.join(sorted(map(str, lost)))}"

    def _fields(self, old: Document, new: Document, at: str, *, sent: bool) -> Iterator[str]:
        before, now = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name not in now:
                yield f"{self.where}: {at}.{name} is gone"
            else:
                yield from self._schema(schema, now[name], f"{at}.{name}", sent=sent)
        required = set(new.get("required", ())), set(old.get("required", ()))
        for name in required[0] - required[1] if sent else ():
            yield f"{self.where}: {at}.{name} is needed"
        for name in (required[1] - required[0]) & now.keys() if not sent else ():
            yield f"{self.where}: {at}.{name} may be missing"


def types_of(schema: Document, document: Document) -> set[str]:
    """Return the JSON types that a schema allows; empty if it allows any."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return {kind}
    if kind:
        return set(kind)
    choices = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    find = schemas_of(document)
    return {name for choice in choices for name in types_of(resolve(choice, find), document)}


def schemas_of(document: Document) -> FindSchema:
    """Return the way to find a document's schemas by name."""
    find: FindSchema = document["components"]["schemas"].__getitem__
    return find


def resolve(schema: Document, find: FindSchema) -> Document:
    """Follow a reference, and merge what `allOf` puts together."""
    if reference := schema.get("$ref"):
        found = find(reference.rpartition("/")[2])
        return resolve({**found, **{k: v for k, v in schema.items() if k != "$ref"}}, find)
    merged = dict(schema)
    for part in merged.pop("allOf", []):
        merged = {**resolve(part, find), **merged}
    return merged

"""The table of environment variables, made of .env.example, where each is described once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devtools.paths import ROOT

SOURCE = ROOT / ".env.example"
TABLE = ROOT / "docs" / "environment.md"

SECTION = re.compile(r"# ── (.+?) ─+$")
VARIABLE = re.compile(r"#? ?([A-Z][A-Z0-9_]*)=(.*)$")
HEAD = """# Environment variables

Made of [.env.example](../.env.example) by `./dev deploy-check --write`. Compose files pass each of
them on, and read `.env` beside them.
"""


@dataclass(frozen=True)
class Variable:
    """One variable; the same words may describe several that follow each other."""

    section: str
    name: str
    default: str
    meaning: str


def read(text: str) -> Iterator[Variable]:
    """Yield the variables of a text in the form of .env.example."""
    section, is_described = "", False
    words: list[str] = []
    for line in text.splitlines():
        if title := SECTION.match(line):
            section, words = title[1], []
        elif variable := VARIABLE.match(line):
            yield Variable(section, variable[1], variable[2], " ".join(words))
            is_described = True
        elif not line.strip():
            words = []
        else:
            words = [*([] if is_described else words), line.removeprefix("#").strip()]
            is_described = False


def documented() -> set[str]:
    return {variable.name for variable in read(SOURCE.read_text())}


def table(text: str) -> str:
    """Return the document."""
    lines, section = [HEAD], ""
    for variable in read(text):
        if variable.section != section:
            section = variable.section
            lines += [f"## {section}\n", "| variable | default | meaning |", "|---|---|---|"]
        lines.append(row(variable))
    document = "\n".join(lines) + "\n"
    return re.sub(r"(?<=\|)\n## ", "\n\n## ", document)


def row(variable: Variable) -> str:
    default = f"`{variable.default}`" if variable.default else ""
    meaning = variable.meaning.replace("|", "\\|")
    return f"| `{variable.name}` | {default} | {meaning} |"


def is_current() -> bool:
    return TABLE.exists() and TABLE.read_text() == table(SOURCE.read_text())


def write() -> None:
    TABLE.write_text(table(SOURCE.read_text()))

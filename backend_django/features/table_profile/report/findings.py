"""List what a reader should know before using the table."""

from collections.abc import Iterator, Mapping

from ..models import Finding, Profile, Severity
from ..words import counted, shown_plainly
from .markup import Markup, element

WORDS = {
    Severity.HIGH: "severe",
    Severity.MEDIUM: "worth a look",
    Severity.LOW: "good to know",
}


def findings(profile: Profile, positions: Mapping[str, int]) -> Markup:
    """Return a list with links to the columns; `positions` count from 1."""
    if not profile.findings:
        return element("p", "No rule found anything strange about this table.", class_="quiet")
    place = profile.source.place
    items = (element("li", *_finding(each, positions, place)) for each in profile.findings)
    return element("ul", *items, class_="findings")


def _finding(finding: Finding, positions: Mapping[str, int], place: str) -> Iterator[str]:
    yield element("span", WORDS[finding.severity], class_=f"severity {finding.severity}")
    for name in finding.columns:
        yield element("a", name, href=f"#column-{positions[name]}")
        yield " "
    yield finding.sentence
    lines = [example for example in finding.examples if example.line is not None]
    if lines:
        places = ", ".join(
            f"{each.line:,}" + ("" if each.value is None else f" ({shown_plainly(each.value)})")
            for each in lines
        )
        noun = place if len(lines) == 1 else f"{place}s"
        yield element("span", f" {noun.capitalize()} {places}.", class_="quiet")


def heading(profile: Profile) -> Markup:
    """Return how many there are."""
    count = len(profile.findings)
    return element("h2", counted(count, "finding") if count else "Nothing to mind")

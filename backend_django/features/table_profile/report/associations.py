"""Tell which columns go together."""

from ..models import Association, Measure, Profile
from ..words import counted
from .charts import meter
from .markup import Markup, element

MOST = 20
NAMES = {
    Measure.PEARSON: "Pearson",
    Measure.SPEARMAN: "Spearman",
    Measure.CRAMERS_V: "Cramér's V",
    Measure.ETA: "correlation ratio",
}


def associations(profile: Profile) -> Markup:
    """Return the strongest pairs as a table, or nothing if there are none."""
    if not profile.associations:
        return Markup()
    rows = (_row(association) for association in profile.associations[:MOST])
    caption = f"The strongest pairs among {counted(profile.association_columns, 'column')}"
    return element(
        "section",
        element("h2", "What goes together"),
        element(
            "div",
            element("table", element("caption", caption), element("tbody", *rows), class_="top"),
            class_="contents",
        ),
    )


def _row(association: Association) -> Markup:
    value = f"{association.value:.3f}"
    return element(
        "tr",
        element("th", f"{association.first} · {association.second}", scope="row"),
        element("td", meter(abs(association.value), label=value)),
        element("td", f"{NAMES[association.measure]} {value}, {counted(association.n, 'row')}"),
    )

from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from features.table_profile.report import render_report

from .attempt import SAMPLES, profile_file

HOSTILE = "<script>alert(1)</script>&\"'"


class Tags(HTMLParser):
    """Names, attributes and text of a page."""

    def __init__(self, page):
        super().__init__()
        self.names, self.attributes, self.text = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(params=["penguins.csv", "planes.tsv"])
def page(request, directory):
    return render_report(profile_file(SAMPLES / request.param, directory))


def test_the_body_is_well_formed(page):
    body = page[page.index("<body>") : page.index("</body>") + len("</body>")]

    assert ElementTree.fromstring(body).find("main/header/h1") is not None  # noqa: S314 our own page


def test_nothing_is_loaded_and_nothing_runs(page):
    tags = Tags(page)
    links = [value for name, value in tags.attributes if name in ("href", "src", "xlink:href")]

    assert not {"script", "link", "img", "iframe", "object"} & set(tags.names)
    assert all(link.startswith("#") for link in links)
    assert "url(" not in page
    assert not any(name.startswith("on") or name == "style" for name, _ in tags.attributes)


def test_every_link_leads_to_a_card(page):
    attributes = Tags(page).attributes
    ids = {value for name, value in attributes if name == "id"}

    assert {f"#{i}" for i in ids} == {value for name, value in attributes if name == "href"}


def test_the_policy_allows_the_style_and_nothing_else(page):
    from base64 import b64encode

    style = page[page.index("<style>") + len("<style>") : page.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'\"" in page


def test_names_values_and_the_file_name_are_escaped(profile_text):
    hostile = HOSTILE.replace('"', '""')
    page = render_report(profile_text(f'"{hostile}",b\n"{hostile}",1\n', "<b>&.csv"))
    tags = Tags(page)

    assert "script" not in tags.names
    assert "b" not in tags.names
    assert tags.text.count(HOSTILE) == 5  # link, range, heading and top value
    assert "<b>&.csv" in tags.text


def test_a_table_without_rows_has_a_report(profile_text):
    assert "0 %" in render_report(profile_text("a,b\n"))


@pytest.fixture
def report(profile_text):
    return lambda text, **options: render_report(profile_text(text, **options))


def test_findings_lead_to_their_columns_with_lines(report):
    rows = "".join(f"{n},x\n" for n in range(100))
    tags = Tags(report(f"n,word\n{rows}many,x\n"))

    assert "severe" in tags.text
    assert " Line 102 (many)." in tags.text
    assert ("href", "#column-1") in tags.attributes


def test_a_table_in_order_has_nothing_to_mind(report):
    assert "Nothing to mind" in Tags(report("planet,moons\nEarth,1\nMars,2\n")).text


def test_pairs_that_go_together_are_listed_with_their_rows(directory):
    page = render_report(profile_file(SAMPLES / "penguins.csv", directory))

    assert "Flipper Length (mm) · Body Mass (g)" in Tags(page).text
    assert "Pearson 0.871, 342 rows" in Tags(page).text


def test_what_is_not_among_the_most_frequent_is_counted_together(directory):
    page = render_report(profile_file(SAMPLES / "planes.tsv", directory))

    assert "all others" in Tags(page).text


def test_the_report_of_twenty_columns_is_small(directory):
    page = render_report(profile_file(SAMPLES / "flights.parquet", directory))

    assert len(page.encode()) < 250_000

"""Each finding: a real table that triggers it, and one that nearly does."""

import polars as pl
import pytest

from features.table_profile.findings.columns import repeated_identifier

from .attempt import SAMPLES, profile_file
from .tables import PLANETS, capitals


@pytest.fixture(scope="module")
def of_sample(tmp_path_factory):
    """The findings of a sample as pairs of code and columns."""
    seen = {}

    def of_sample(name):
        if name not in seen:
            seen[name] = profile_file(SAMPLES / name, tmp_path_factory.mktemp("attempt"))
        return pairs(seen[name])

    return of_sample


@pytest.fixture
def of_text(profile_text):
    return lambda text, **options: pairs(profile_text(text, **options))


def pairs(profile):
    return {(finding.code, *finding.columns) for finding in profile.findings}


@pytest.mark.parametrize(
    ("sample", "found"),
    [
        ("flights.parquet", ("constant", "year")),
        ("penguins.csv", ("constant", "Region")),
        ("penguins.csv", ("mostly_missing", "Comments")),
        ("weather.csv.gz", ("mostly_missing", "wind_gust")),
        ("weather.csv.gz", ("missing", "pressure")),
        ("weather.csv.gz", ("far_out", "wind_speed")),
        ("weather.csv.gz", ("skewed", "precip")),
        ("weather.csv.gz", ("mostly_zero", "precip")),
        ("weather.csv.gz", ("missing_together", "temp", "dewp", "humid")),
        ("flights.parquet", ("missing_together", "dep_time", "dep_delay")),
        ("flights.parquet", ("associated", "air_time", "distance")),
        ("airports.csv", ("one_sided", "dst")),
        ("airports.csv", ("associated", "tzone", "tz")),
        ("planes.tsv", ("one_sided", "type")),
    ],
)
def test_a_real_table_triggers_it(of_sample, sample, found):
    assert found in of_sample(sample)


@pytest.mark.parametrize(
    ("sample", "nearly"),
    [
        ("weather.csv.gz", ("constant", "origin")),  # three airports
        ("penguins.csv", ("missing", "Sex")),  # 10 of 344 are less than 5 %
        ("flights.parquet", ("missing", "air_time")),  # 2.8 %
        ("weather.csv.gz", ("mostly_missing", "pressure")),  # 10 %
        ("weather.csv.gz", ("far_out", "temp")),
        ("penguins.csv", ("far_out", "Body Mass (g)")),
        ("flights.parquet", ("skewed", "distance")),  # skewness 1.1
        ("flights.parquet", ("mostly_zero", "minute")),  # 18 %
        ("flights.parquet", ("missing_together", "arr_time", "arr_delay")),  # 717 rows differ
        ("penguins.csv", ("associated", "Flipper Length (mm)", "Body Mass (g)")),  # 0.87
        ("penguins.csv", ("one_sided", "Clutch Completion")),  # 90 %
        ("planes.tsv", ("associated", "engine", "speed")),  # of 23 planes
        ("flights.parquet", ("repeated_identifier", "flight")),  # it names no row
        ("airports.csv", ("spellings", "name")),
    ],
)
def test_a_real_table_nearly_triggers_it(of_sample, sample, nearly):
    assert nearly not in of_sample(sample)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (capitals((3, "people", "many"), times=2), ("mismatched", "people")),
        (capitals((4, "capital", "paris"), times=2), ("spellings", "capital")),
        (capitals((4, "capital", "Paris "), times=2), ("padded", "capital")),
        (capitals((14, "capital", "Tallinn\ufffd")), ("garbled", "capital")),
        (capitals((0, "country", "NorwÃ¦gia")), ("garbled", "country")),
        (capitals((9, "country", "unknown")), ("stand_in", "country")),
        (capitals((2, "people", "-9999"), (7, "people", "-9999")), ("stand_in", "people")),
        (capitals(times=2), ("duplicate_rows",)),
        (capitals((3, "code", "IT,"), times=1), ("ragged_rows",)),
        (capitals(times=3), ("renamed", "capital", "country")),
        (capitals().replace("capital,country", "name,name"), ("repeated_names", "name (2)")),
        ("ort;plz\nDresden;01067\nMünchen;80331\nHamburg;20095\n", ("leading_zeros", "plz")),
        ("who;mail\nAda;ada@example.org\nGrace;grace@example.com\n", ("personal", "mail")),
        ("day;n\n1/2/2024;1\n3/4/2024;2\n12/11/2024;3\n", ("either_order", "day")),
        ("born;n\n1815-12-10;1\n0001-01-01;2\n1906-12-09;3\n", ("implausible_dates", "born")),
        ("a;b\n1;\n2;\n", ("empty_column", "b")),
        ("n;f\n1.0;x\n2.0;y\n;z\n", ("whole_decimals", "n")),
        ("n;f\n1.5;x\nNaN;y\n3;z\n", None),
        ("x;y\n1;1\n5;5\n3;3\n", ("copy", "x", "y")),
    ],
)
def test_facts_trigger_it(of_text, text, found):
    assert found is None or found in of_text(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (capitals(times=2), "mismatched"),
        (capitals((4, "capital", "Pari"), times=2), "spellings"),
        (capitals((4, "capital", "Saint  Paul")), "padded"),
        (capitals((0, "country", "Åland")), "garbled"),
        (capitals((9, "country", "unknown land")), "stand_in"),
        (capitals((2, "calling", "99"), (7, "calling", "99")), "stand_in"),  # among others
        (capitals((2, "people", "-9999")), "stand_in"),  # once only
        (capitals(), "duplicate_rows"),
        (capitals((3, "code", '"IT,"')), "ragged_rows"),
        ("code;land\nNO;Norway\nNO;Norway\nPE;Peru\nPE;Peru\nPE;Norway\n", "renamed"),
        (capitals(), "repeated_names"),
        ("ort;plz\nMünchen;80331\nHamburg;20095\n", "leading_zeros"),
        ("who;mail\nAda;ada at example\nGrace;grace\n", "personal"),
        ("day;n\n1/2/2024;1\n3/4/2024;2\n12/13/2024;3\n", "either_order"),
        ("born;n\n1815-12-10;1\n1852-11-27;2\n1906-12-09;3\n", "implausible_dates"),
        ("a;b\n1;\n2;3\n", "empty_column"),
        (PLANETS, "whole_decimals"),
        (PLANETS, "skewed"),
        ("x;y\n1;1\n5;5\n3;2\n", "copy"),
        ("x;y\n5;1\n5;2\n", "missing_together"),
    ],
)
def test_facts_nearly_trigger_it(of_text, text, code):
    assert code not in {each[0] for each in of_text(text)}


def test_not_finite_numbers_are_found(profile_frame):
    frame = pl.DataFrame({"x": [1.5, float("nan"), float("inf")], "y": [1, 2, 3]})

    (finding,) = (f for f in profile_frame(frame).findings if f.code == "not_finite")
    assert (finding.count, finding.columns) == (2, ["x"])


def test_a_missing_number_is_not_infinite(profile_frame):
    assert "not_finite" not in {
        finding.code for finding in profile_frame(pl.DataFrame({"x": [1.5, None]})).findings
    }


def test_a_doubled_identifier_is_found(profile_text):
    text = "\n".join(["order_id,x", *(f"{n},{n % 3}" for n in range(100)), "7,1"])
    (finding,) = (f for f in profile_text(text).findings if f.code == "repeated_identifier")

    assert (finding.severity, finding.count) == ("high", 1)
    assert finding.examples[0].value == 7


def test_one_value_far_out_is_told_alone(profile_text):
    text = "\n".join(["height", *map(str, range(100)), "5000"])
    (finding,) = (f for f in profile_text(text).findings if f.code == "far_out")

    assert finding.sentence.startswith("1 value (1 %) lies farther")
    assert [example.value for example in finding.examples] == [5000]


def test_an_estimate_finds_no_doubled_identifier(profile_text):
    text = "\n".join(["order_id", *map(str, range(100))])
    column = profile_text(text).columns[0]
    estimated = column.model_copy(update={"distinct": 99, "distinct_estimated": True})

    assert list(repeated_identifier(estimated, 100)) == []


def test_the_misprint_among_the_wind_speeds_is_more_than_a_curiosity(directory):
    profile = profile_file(SAMPLES / "weather.csv.gz", directory)
    (finding,) = (
        f for f in profile.findings if f.code == "far_out" and f.columns == ["wind_speed"]
    )

    assert finding.severity == "medium"
    assert finding.examples[0].value == pytest.approx(1048.36)
    assert finding.examples[0].line == 1011


def test_the_most_severe_stand_first(profile_text):
    text = capitals((3, "people", "many"), (4, "capital", "paris"), times=3)
    severities = [finding.severity for finding in profile_text(text).findings]

    assert severities == sorted(severities, key=["high", "medium", "low"].index)
    assert set(severities) >= {"high", "medium"}


def test_every_finding_is_a_sentence_with_its_share(profile_text):
    for finding in profile_text(capitals((3, "people", "many"), times=3)).findings:
        assert finding.sentence[0].isupper() or finding.sentence[0] in "0123456789“"
        assert finding.sentence.endswith(".")
        assert finding.count is None or finding.share is None or 0 < finding.share <= 1


def test_a_table_in_order_has_no_findings(of_text):
    assert of_text("planet,moons\nEarth,1\nMars,2\nNeptune,16\n") == set()

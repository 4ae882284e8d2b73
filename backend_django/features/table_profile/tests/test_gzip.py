import gzip

import pytest

from features.table_profile.reading import unpacking

from .attempt import SAMPLES
from .workbook import workbook

CONTENTS = {
    "table.csv.gz": b"a,b\n1,2\n",
    "table.tsv.gz": b"a\tb\n1\t2\n",
    "table.jsonl.gz": b'{"a": 1, "b": 2}\n',
    "table.xlsx.gz": workbook(x=[["a", "b"], [1, 2]]),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_every_format_may_be_gzipped(profile_text, name):
    content = gzip.compress(CONTENTS[name])
    profile = profile_text(content, name)

    assert [(c.name, c.minimum) for c in profile.columns] == [("a", 1), ("b", 2)]
    assert (profile.source.name, profile.source.size) == (name, len(content))
    assert profile.source.gzipped


def test_parquet_may_be_gzipped_too(profile_text):
    content = gzip.compress((SAMPLES / "flights.parquet").read_bytes(), compresslevel=1)

    assert profile_text(content, "flights.parquet.gz").rows == 336_776


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", gzip.compress(b"a,b\n" * 1000, mtime=0)[:-20], b"\x1f\x8b\x08junk" * 9],
)
def test_what_is_no_gzip_or_is_damaged_is_refused(refusal, content):
    assert refusal(content, "table.csv.gz") == (
        "not_a_table",
        "This is not a gzip archive, or it is damaged.",
    )


def test_a_bomb_is_refused_while_it_unpacks(refusal, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 5_000_000)

    code, sentence = refusal(gzip.compress(bytes(20_000_000)), "table.csv.gz")

    assert code == "unpacks_too_large"
    assert sentence.startswith("Unpacked, this file is larger than 5 MB")


def test_nothing_in_an_archive_is_an_empty_file(refusal):
    assert refusal(gzip.compress(b""), "table.csv.gz")[0] == "empty_file"


def test_something_else_in_an_archive_is_called_what_it_is(refusal):
    assert refusal(gzip.compress(b"%PDF-1.7"), "table.csv.gz")[1].startswith("This is a PDF")

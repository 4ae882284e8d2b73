"""A small Parquet file may become a large table: its footer tells before it is read."""

import polars as pl
import pytest

from features.table_profile.reading.footer import MAGIC, expanded_sizes
from features.table_profile.reading.thrift import Thrift
from longhaul import InvalidInput

from .attempt import SAMPLES


@pytest.fixture
def write(tmp_path):
    def write(frame, **options):
        frame.write_parquet(tmp_path / "x.parquet", **options)
        return tmp_path / "x.parquet"

    return write


def test_sizes_of_the_sample_are_near_those_in_memory():
    path = SAMPLES / "flights.parquet"
    sizes, frame = expanded_sizes(path), pl.read_parquet(path)

    for name in frame.columns:
        # Packed as in the file, and then as in memory.
        assert frame[name].estimated_size() * 0.5 <= sizes[name] <= 40 * frame.height


def test_a_column_of_one_value_is_small_in_the_file_and_large_in_memory(write):
    path = write(pl.DataFrame({"x": pl.repeat(7, 5_000_000, eager=True)}))

    assert path.stat().st_size < 100_000
    assert expanded_sizes(path)["x"] >= 20_000_000


def test_such_a_file_is_refused_before_it_is_read(write, refusal):
    lazy = pl.LazyFrame({"x": [0]}).select(pl.repeat(0, 120_000_000, dtype=pl.Int64).alias("x"))
    path = write(lazy.collect(), row_group_size=60_000_000)

    assert path.stat().st_size < 1_000_000
    code, sentence = refusal(path.read_bytes(), "table.parquet")
    assert code == "unpacks_too_large"
    assert sentence.startswith("Unpacked, this table takes 960 MB of memory")


def test_lists_count_by_what_they_hold(write):
    path = write(pl.DataFrame({"x": [[0] * 1_000_000]}))

    assert expanded_sizes(path)["x"] >= 8_000_000


@pytest.mark.parametrize("length", [0, 3, 40, 2**31])
def test_a_footer_of_junk_is_no_parquet(tmp_path, length):
    path = tmp_path / "x.parquet"
    path.write_bytes(MAGIC + b"\x15\x19\xff" * 20 + length.to_bytes(4, "little") + MAGIC)

    with pytest.raises(InvalidInput) as caught:
        expanded_sizes(path)

    assert caught.value.code == "not_a_table"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x19",
        b"\x19\xfc\xff\xff\xff\xff\x0f",  # a list of billions
        b"\x18\xff\xff\xff\xff\x0f",  # a text of gigabytes
        b"\x1c" * 100,  # structures in structures
        b"\x15" + b"\xff" * 1_000_000 + b"\x01",  # a number of a million bytes
        b"\x19\xfc\xff\xff\x7f" + bytes(2**21),  # millions of empty structures
        b"\x1d",  # a type that there is not
    ],
)
def test_hostile_bytes_end_as_errors(data):
    with pytest.raises((ValueError, IndexError)):
        Thrift(data).structure()


def test_values_of_every_kind_are_read():
    data = (
        b"\x11\x12"  # fields 1 and 2: true and false
        b"\x15\x03"  # field 3: -2, zigzag
        b"\x18\x02hi"  # field 4: bytes
        b"\x19\x25\x02\x04"  # field 5: a list of 1 and 2
        b"\x1c\x15\x0a\x00"  # field 6: a structure whose field 1 is 5
        b"\x00"
    )

    assert Thrift(data).structure() == {1: True, 2: False, 3: -2, 4: b"hi", 5: [1, 2], 6: {1: 5}}

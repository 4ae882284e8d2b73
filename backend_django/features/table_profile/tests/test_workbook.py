import io
import zipfile

import pytest

from features.table_profile.reading import archive
from features.table_profile.reading import workbook as reading

from .workbook import MAIN, changed, replaced, workbook

CITIES = [["city", "people", "since"], ["Oslo", 709037, (45351,)], ["Bern", 134506, (45352,)]]


@pytest.fixture
def profile_book(profile_text):
    def profile_book(name="book.xlsx", options=None, **sheets):
        return profile_text(workbook(**sheets), name, **(options or {}))

    return profile_book


def test_a_sheet_is_a_table(profile_book):
    profile = profile_book(cities=CITIES)

    assert (profile.rows, profile.source.sheet, profile.source.format) == (2, "cities", "xlsx")
    assert [column.type for column in profile.columns] == ["text", "integer", "date"]
    assert profile.columns[2].minimum == "2024-02-29"


def test_whole_numbers_have_no_point_and_others_lose_no_digit(profile_book):
    whole, third = profile_book(x=[["a", "b"], [1.0, 1 / 3], [2.0, 2 / 3]]).columns

    assert (whole.type, whole.maximum) == ("integer", 2)
    assert (third.minimum, third.maximum) == (1 / 3, 2 / 3)


def test_text_of_digits_stays_a_code(profile_book):
    column = profile_book(x=[["zip"], ["01067"], ["80331"]]).columns[0]

    assert (column.type, column.role, column.minimum) == ("text", "code", "01067")


def test_the_first_sheet_that_holds_something_is_read(profile_book):
    source = profile_book(empty=[], cities=CITIES, more=CITIES).source

    assert source.sheet == "cities"
    assert source.notes == [
        "Only the sheet “cities” was read. The workbook also has “empty”, “more”."
    ]


def test_another_sheet_can_be_asked_for(profile_book):
    profile = profile_book(cities=CITIES, more=[["x"], [1]], options={"sheet": "more"})

    assert [column.name for column in profile.columns] == ["x"]


def test_a_sheet_that_is_not_there_is_named_beside_those_that_are(refusal):
    code, sentence = refusal(workbook(cities=CITIES), "book.xlsx", sheet="towns")

    assert code == "unknown_sheet"
    assert sentence == "There is no sheet “towns”, only “cities”."


def test_rows_before_the_table_count_but_are_no_rows(profile_book):
    profile = profile_book(x=[[], [], ["a"], [5], [7]])

    assert (profile.rows, profile.columns[0].name) == (2, "a")
    assert profile.columns[0].highest[0].line == 5


def test_booleans_stay_booleans(profile_book):
    assert profile_book(x=[["a"], [True], [False]]).columns[0].type == "boolean"


@pytest.mark.parametrize("rows", [[], [[None]]])
def test_a_workbook_of_nothing_is_empty(refusal, rows):
    assert refusal(workbook(x=rows), "book.xlsx")[0] == "empty_file"


def test_something_else_named_xlsx(refusal):
    code, sentence = refusal(b"PK\x03\x04 but no archive", "book.xlsx")

    assert (code, sentence) == (
        "not_a_table",
        "This is not an Excel workbook, or it is damaged.",
    )


def test_a_workbook_that_is_cut_in_half(refusal):
    content = workbook(x=CITIES)

    assert refusal(content[: len(content) // 2], "book.xlsx")[0] == "not_a_table"


def test_a_workbook_with_a_damaged_part(refusal):
    content = bytearray(workbook(x=CITIES))
    part = content.index(b"sheet1.xml") + len(b"sheet1.xml")
    content[part : part + 40] = bytes(40)

    assert refusal(bytes(content), "book.xlsx")[0] == "not_a_table"


def test_an_archive_whose_unpacking_cannot_be_bounded(refusal):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", bytes(1_000_000))

    assert refusal(content.getvalue(), "book.xlsx")[0] == "not_a_table"


def test_an_archive_of_something_else(refusal, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear all")

    assert refusal((tmp_path / "x.zip").read_bytes(), "book.xlsx")[0] == "not_a_table"


def test_a_workbook_that_unpacks_too_large_is_refused_before_it_is_read(refusal, monkeypatch):
    monkeypatch.setattr(archive, "MOST_TEXT", 1_000)

    assert refusal(workbook(x=CITIES * 100), "book.xlsx")[0] == "unpacks_too_large"


def test_cells_that_lie_far_apart_are_refused_before_all_between_them_are_made(refusal):
    far = replaced(workbook(x=CITIES), b'r="C3"', b'r="XFD1048576"')

    code, sentence = refusal(far, "book.xlsx")

    assert code == "unpacks_too_large"
    assert "as far as row 1,048,576 and column 16,384;" in sentence


@pytest.fixture
def far(monkeypatch):
    """A workbook of three columns and rows, which are too many."""
    monkeypatch.setattr(archive, "MOST_CELLS", 8)
    return workbook(shared=["x"], x=CITIES)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: (name.replace("sheet1.xml", "sheet1.XML"), part),
        lambda name, part: (name.replace("xl/worksheets", "XL/worksheets"), part),
        lambda name, part: (name.replace("/", "\\"), part),
        lambda name, part: (name.replace("xl/", "a/"), part.replace(b'"xl/', b'"a/')),
    ],
    ids=["ending", "folder", "backslashes", "another folder"],
)
def test_cells_are_measured_whatever_their_part_is_called(refusal, far, change):
    assert refusal(changed(far, change), "book.xlsx")[0] == "unpacks_too_large"


def test_a_sheet_that_is_no_xml_by_its_name_is_not_opened(refusal, far):
    def change(name, part):
        return name.replace("sheet1.xml", "sheet1.bin"), part.replace(b"sheet1.xml", b"sheet1.bin")

    assert refusal(changed(far, change), "book.xlsx")[0] == "not_a_table"


def test_shared_texts_are_found_whatever_the_case_of_their_name(profile_text):
    content = workbook(x=[["a"], [[0]], [[0]]], shared=["abc"])
    upper = changed(content, lambda name, part: (name.upper(), part))

    assert profile_text(upper, "book.xlsx").columns[0].lengths.longest == 3


def test_of_two_shared_texts_none_is_believed(refusal):
    content = workbook(x=[["a"], [[0]]], shared=["abc"])
    with zipfile.ZipFile(buffer := io.BytesIO(content), "a") as added:
        added.writestr("a/sharedStrings.xml", "<sst/>")

    assert refusal(buffer.getvalue(), "book.xlsx")[0] == "not_a_table"


def test_of_two_archives_in_one_file_only_the_measured_one_is_read(profile_text):
    """The end of the second one has a comment that is cut off, which not every program takes."""
    first, second = bytearray(workbook(x=[["first"], [1]])), bytearray(workbook(x=CITIES))
    end = second.rindex(b"PK\5\6")
    second[end + 20 : end + 22] = (9).to_bytes(2, "little")

    profile = profile_text(bytes(first + second), "book.xlsx")

    assert [column.name for column in profile.columns] == ["city", "people", "since"]


HIDDEN = f'<worksheet {MAIN}><sheetData><row><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
# Every two of its letters are one of UTF-16.
EVEN = HIDDEN + " " * (len(HIDDEN) % 2)


@pytest.mark.parametrize(
    "sheet",
    [
        b"\xff\xfe" + "<a>".encode("utf-16-le") + EVEN.encode() + "</a>".encode("utf-16-le"),
        "<a>".encode("utf-16-le") + EVEN.encode() + "</a>".encode("utf-16-le"),
        f"<!DOCTYPE a [<!ENTITY b '>]>{HIDDEN}'>]><a/>".encode(),
    ],
    ids=["UTF-16", "UTF-16 without a mark", "entity"],
)
def test_a_sheet_that_two_programs_read_in_two_ways_is_refused(refusal, sheet):
    content = changed(
        workbook(x=CITIES), lambda name, part: (name, sheet if "sheet1" in name else part)
    )

    assert refusal(content, "book.xlsx")[0] == "not_a_table"


def test_what_the_parser_puts_off_is_measured_too(refusal, far, monkeypatch):
    monkeypatch.setattr(archive, "PIECE", 3_000)
    gap = replaced(far, b"<sheetData>", b"<!--" + b" " * 4_000 + b"--><sheetData>")

    assert refusal(gap, "book.xlsx")[0] == "unpacks_too_large"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("customXml/item1.xml", "<a/>".encode("utf-16")),
        ("__MACOSX/xl/._workbook.xml", b"\0\5\x16\7"),
        ("xl/media/image1.png", b"\x89PNG\r\n\x1a\n\0"),
    ],
)
def test_what_other_programs_attach_need_not_be_readable(profile_text, name, part):
    with zipfile.ZipFile(buffer := io.BytesIO(workbook(x=CITIES)), "a") as added:
        added.writestr(name, part)

    assert profile_text(buffer.getvalue(), "book.xlsx").rows == 2


def test_a_row_far_down_whose_cells_do_not_say_where_they_stand(refusal, monkeypatch):
    monkeypatch.setattr(archive, "MOST_CELLS", 10_000)
    far = replaced(workbook(x=CITIES), b'<row r="3"><c r="A3"', b'<row r="9999"><c')

    assert refusal(far, "book.xlsx")[0] == "unpacks_too_large"


def test_empty_cells_far_away_are_not_made(profile_text):
    end, far = b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    content = replaced(workbook(x=CITIES), end, far + end)

    assert profile_text(content, "book.xlsx").rows == 2


def test_cells_share_a_text_that_counts_for_each_of_them(profile_text, refusal, monkeypatch):
    content = workbook(x=[["a"], *[[[0]]] * 30], shared=["abc" * 1_000])
    monkeypatch.setattr(archive, "MOST_TEXT", 90_000)
    assert profile_text(content, "book.xlsx").columns[0].lengths.longest == 3_000

    monkeypatch.setattr(archive, "MOST_TEXT", 89_999)

    assert refusal(content, "book.xlsx")[0] == "unpacks_too_large"


def test_a_shared_text_counts_wherever_the_archive_is_cut_into_pieces(refusal, monkeypatch):
    content = workbook(x=[["a"], [[11]], [[11]]], shared=[*"abcdefghijk", "l" * 10_000])
    monkeypatch.setattr(archive, "PIECE", 1)
    monkeypatch.setattr(archive, "MOST_TEXT", 19_999)

    assert refusal(content, "book.xlsx")[0] == "unpacks_too_large"


def test_many_rows_go_to_the_store_in_groups(profile_book, monkeypatch):
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 10)
    column = profile_book(x=[["n"], *([n] for n in range(95))]).columns[0]

    assert (column.distinct, column.maximum, column.highest[0].line) == (95, 94, 96)

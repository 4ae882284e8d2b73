import pytest

TEXT = "stadt;straße\nKöln;Çelik\nŁódź;Ωmega\n"


@pytest.fixture
def first(profile_text):
    """The names and the first value of a table of bytes."""

    def first(content, **options):
        profile = profile_text(content, **options)
        return profile.columns[1].name, profile.preview.rows[0][0], profile.source.encoding

    return first


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
    ],
)
def test_unicode_is_found_with_its_mark_or_without(first, codec, name):
    assert first(TEXT.encode(codec)) == ("straße", "Köln", name)


@pytest.mark.parametrize("size", [1, 3, 16])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_letters_survive_where_blocks_end_in_their_middle(first, monkeypatch, codec, size):
    monkeypatch.setattr("features.table_profile.reading.text.BLOCK", max(size, 3))
    content = f"{TEXT.replace(';', ',')}".encode(codec)

    assert first(content, delimiter="comma", header="yes")[:2] == ("straße", "Köln")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("windows-1251", "число;июнь\nиюнь;1\n"),
        ("iso-8859-2", "miasto;x\nŁódź;1\n"),
        ("shift_jis", "都市;x\n東京;1\n"),
        ("gb18030", "城市;x\n北京;1\n"),
        ("mac-roman", "ville;x\nÉvry;1\n"),
        ("utf-16-le", "ville;x\nÉvry;1\n"),
    ],
)
def test_a_given_encoding_is_obeyed(first, codec, text):
    _, value, name = first(text.encode(codec), encoding=codec)

    assert (value, name) == (text.split("\n")[1].split(";")[0], codec)


def test_bytes_that_a_given_encoding_cannot_read_name_their_line(refusal):
    code, sentence = refusal("a,b\n1,é\n".encode("latin-1"), encoding="utf-8")

    assert code == "undecodable"
    assert sentence.startswith("Line 2 holds bytes that are no text in UTF-8.")


def test_a_finding_says_that_latin_1_was_a_guess(profile_text):
    profile = profile_text("a,b\nÉvry,1\n".encode("latin-1"))

    assert [finding.code for finding in profile.findings] == ["guessed_encoding"]


def test_zeros_among_latin_letters_are_no_utf_16(refusal):
    assert refusal(b"a,b\n1,2\0\n" * 50)[0] == "not_a_table"


def test_the_hint_of_spreadsheets_is_obeyed_and_is_no_row(profile_text):
    profile = profile_text("sep=;\r\na;b\r\n1,5;2\r\n")

    assert (profile.source.delimiter, profile.rows, profile.preview.lines) == ("semicolon", 1, [3])

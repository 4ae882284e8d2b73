"""Ask the parts of a workbook how much they would become in memory, before it is opened.

All cells of the rectangle that a sheet spans are made, be they empty; and a text that many cells
share is made for each of them.
"""

from xml.parsers import expat

DIGITS = "0123456789"


class Part:
    """A part of the archive, read piece by piece."""

    def __init__(self) -> None:
        # As workbooks are read, whatever a part itself says.
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            ValueError: this is no XML, or has what XML in workbooks has not.
        """
        if b"\0" in piece:
            raise ValueError("UTF-16")
        self._parse(piece, is_last=False)

    def end(self) -> None:
        """Read what the parser has put off.

        Raises:
            ValueError: as `feed` does.
        """
        self._parse(b"", is_last=True)

    def _parse(self, piece: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    def _refuse(self, *_: object) -> None:
        raise ValueError("document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError


class SharedTexts(Part):
    """The lengths of the texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []
        self._parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "si":
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class Extent(Part):
    """How far the cells of a sheet reach, empty ones left out, and how long their texts are."""

    def __init__(self, shared: list[int]) -> None:
        super().__init__()
        self.rows = self.columns = self.letters = 0
        self._lengths = shared
        self._is_shared = False
        self._index = ""
        # A cell need not say where it stands: it then follows the last one that does.
        self._row = self._behind = 0
        self._reference = "0"
        self._known = {"": 0}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = local(name) if ":" in name else name
        if element == "c":
            self._is_shared = attributes.get("t") == "s"
            if "r" in attributes:
                self._reference, self._behind = attributes["r"], 0
            else:
                self._behind += 1
        elif element in ("v", "is"):
            self._hold()
            if self._is_shared:
                self._parser.CharacterDataHandler = self._text
                self._parser.EndElementHandler = self._end
        elif element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._reference, self._behind = str(self._row), 0

    def _hold(self) -> None:
        letters = self._reference.rstrip(DIGITS)
        if letters not in self._known:
            self._known[letters] = number_of(letters)
        column = self._known[letters] + self._behind
        if column > self.columns:
            self.columns = column
        row = int(self._reference[len(letters) :])
        if row > self.rows:
            self.rows = row

    def _text(self, text: str) -> None:
        self._index += text

    def _end(self, name: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        if self._index:
            self.letters += self._lengths[int(self._index)]
            self._index = ""


def local(name: str) -> str:
    """Return the name of an element without its prefix."""
    return name.rpartition(":")[2]


def number_of(letters: str) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

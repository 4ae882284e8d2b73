"""Ask the parts of a workbook how much they would become in memory, before it is opened.

All cells of the rectangle that a sheet spans are made, be they empty; and a text that many cells
share is made for each of them.
"""

from xml.parsers import expat

DIGITS = "0123456789"


class Part:
    """A part of the archive, read piece by piece."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            ValueError: this is no XML.
        """
        try:
            self._parser.Parse(piece)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

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
        self._is_shared = self._is_index = False
        # A cell need not say where it stands: it then follows the one before.
        self._row = self._column = 0
        self._known = {"": 0}
        if shared:
            self._parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = local(name)
        if element == "c":
            self._place(attributes.get("r"))
            self._is_shared = attributes.get("t") == "s"
        elif element in ("v", "is"):
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)
            self._is_index = self._is_shared
        elif element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(DIGITS)
        if letters not in self._known:
            self._known[letters] = number_of(letters)
        self._column = self._known[letters]
        self._row = int(reference[len(letters) :])

    def _text(self, text: str) -> None:
        if self._is_index:
            self._is_index = False
            self.letters += self._lengths[int(text)]


def local(name: str) -> str:
    """Return the name of an element without its prefix."""
    return name[name.find(":") + 1 :]


def number_of(letters: str) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

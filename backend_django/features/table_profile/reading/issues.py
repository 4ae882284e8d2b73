"""Count what is wrong with the rows of a text, and refuse it when too much is."""

from dataclasses import dataclass, field

from longhaul import InvalidInput

MOST_EXAMPLES = 5
# Beyond it the text is cut wrongly, or it is no table.
MOST_RAGGED = 0.1


@dataclass(frozen=True)
class RaggedRow:
    """A row with too few or too many fields."""

    line: int
    found: int


@dataclass
class Issues:
    """What the reader met. Lines count from 1."""

    width: int = 0
    rows: int = 0
    ragged: int = 0
    blank_lines: int = 0
    unreadable: int = 0
    ragged_rows: list[RaggedRow] = field(default_factory=list)
    unreadable_lines: list[int] = field(default_factory=list)

    def meet_ragged(self, line: int, found: int) -> None:
        """Remember a row of another width than the first one."""
        self.ragged += 1
        if len(self.ragged_rows) < MOST_EXAMPLES:
            self.ragged_rows.append(RaggedRow(line, found))

    def meet_unreadable(self, line: int) -> None:
        """Remember a line that holds no row at all."""
        self.unreadable += 1
        if len(self.unreadable_lines) < MOST_EXAMPLES:
            self.unreadable_lines.append(line)

    def check(self) -> None:
        """Refuse a text most of which does not fit.

        Raises:
            InvalidInput: `ragged_rows`, `unreadable_lines`.
        """
        if self.ragged > MOST_RAGGED * self.rows:
            row = self.ragged_rows[0]
            fields = "field" if row.found == 1 else "fields"
            raise InvalidInput(
                f"Line {row.line:,} has {row.found:,} {fields}; "
                f"{self.width:,} were expected, as in the first line.",
                code="ragged_rows",
            )
        if self.unreadable > MOST_RAGGED * (self.rows + self.unreadable):
            raise InvalidInput(
                f"Line {self.unreadable_lines[0]:,} is no JSON object, such as "
                '{"city": "Oslo", "people": 709}.',
                code="unreadable_lines",
            )

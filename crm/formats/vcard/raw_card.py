"""The unparsed lines of one card, or lines outside any card."""

from dataclasses import dataclass


@dataclass(slots=True)
class RawCard:
    """The lines between BEGIN and END. `number` 0: lines outside any card. `count`: number of cards, if several are refused together."""

    number: int
    first_line: int
    data: bytes
    line_numbers: list[int] | None = None  # file line of each line of data, if they are not consecutive
    closed: bool = True
    inside: bool = False  # nested inside another card
    fault: str = ""
    count: int = 1

    def line_number(self, index: int) -> int:
        if self.line_numbers is None:
            return self.first_line + 1 + index
        return (
            self.line_numbers[min(index, len(self.line_numbers) - 1)]
            if self.line_numbers
            else self.first_line
        )

"""What a file of cards is cut into: one card, or the lines that stand outside of any."""

from dataclasses import dataclass


@dataclass(slots=True)
class Piece:
    """The lines between BEGIN and END. Number 0: lines outside any card. `count` cards refused as one, if more."""

    number: int
    first_line: int
    data: bytes
    line_numbers: list[int] | None = None  # of each line of data, where they do not simply follow first_line
    closed: bool = True
    inside: bool = False  # it stood inside another card
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

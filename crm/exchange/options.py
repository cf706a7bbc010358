"""What the user says about files before they are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`charset` is for lines in no known one; None lets the reader guess."""

    charset: str | None = None


AS_IT_IS = Options()

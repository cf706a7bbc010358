"""Names of the book with a figure in them: Anna 2, Taxi-24, Studio 54."""

from collections.abc import Sequence

from crm.capture.date_phrases import find_dates
from crm.capture.names import Names, key_of
from crm.capture.tokens import Token

_LONGEST_DATE = 8  # words


def name_with_digits_at(
    text: str, tokens: Sequence[Token], at: int, names: Names, letters: int
) -> tuple[int, tuple[int, ...]] | None:
    """The longest that begins at this word, of at most so many letters: the index after it, and who has it.

    A figure is no word, and part of a name only where somebody in the book is called so. In "Anna Smith 14 days ago" it
    belongs to the date; in "Anna Smith-14" never.
    """
    start, last, found = tokens[at].start, at + 1, None
    most = min(len(tokens), at + 2 * letters)  # marks may stand between, but no page of them
    while last < most and tokens[last].kind in ("word", "number", "mark"):
        if tokens[last].kind == "number" and _is_of_a_date(text, tokens, last):
            break
        key = key_of(text[start : tokens[last].end])
        last += 1
        if len(key) > letters:
            break
        if tokens[last - 1].kind != "mark" and any(map(str.isdigit, key)) and (ids := names.full(key)):
            found = last, tuple(ids)
    return found


def _is_of_a_date(text: str, tokens: Sequence[Token], at: int) -> bool:
    if text[tokens[at - 1].end : tokens[at].start] == "":
        return False
    said = find_dates(tokens[at : at + _LONGEST_DATE])
    return bool(said) and said[0].first == 0

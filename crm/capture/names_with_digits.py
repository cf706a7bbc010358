"""Finds names of the book that contain digits: Anna 2, Taxi-24, Studio 54."""

from collections.abc import Sequence

from crm.capture.date_phrases import find_dates
from crm.capture.names import Names, key_of
from crm.capture.tokens import Token

_LONGEST_DATE = 8  # words


def name_with_digits_at(
    text: str, tokens: Sequence[Token], at: int, names: Names, letters: int
) -> tuple[int, tuple[int, ...]] | None:
    """The longest such name at this word, of at most `letters` letters: the index after it, and the ids.

    A number is part of a name only if the book has that name. In "Anna Smith 14 days ago" it belongs to the date; in
    "Anna Smith-14" it never does.
    """
    start, last, found = tokens[at].start, at + 1, None
    most = min(len(tokens), at + 2 * letters)  # marks may occur in between, but not without limit
    while last < most and tokens[last].kind in ("word", "number", "mark"):
        if tokens[last].kind == "number" and _is_part_of_date(text, tokens, last):
            break
        key = key_of(text[start : tokens[last].end])
        last += 1
        if len(key) > letters:
            break
        if tokens[last - 1].kind != "mark" and any(map(str.isdigit, key)) and (ids := names.full(key)):
            found = last, tuple(ids)
    return found


def _is_part_of_date(text: str, tokens: Sequence[Token], at: int) -> bool:
    if text[tokens[at - 1].end : tokens[at].start] == "":
        return False
    dates = find_dates(tokens[at : at + _LONGEST_DATE])
    return bool(dates) and dates[0].first == 0

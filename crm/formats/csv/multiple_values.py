"""Several values in one cell, in Google's notation; a separator within a value is escaped with a backslash."""

import re
from collections.abc import Iterable

from crm.formats.vcard.decoding import clean

SEPARATOR = " ::: "
_PARTIAL_SEPARATOR = re.compile(r":(?=::|\\)")


def join_values(values: Iterable[str]) -> str:
    """Join values. Control characters are removed first: without them, a value might contain the separator."""
    return SEPARATOR.join(_PARTIAL_SEPARATOR.sub(r":\\", clean(value)) for value in values)


def split_values(cell: str) -> list[str]:
    """Split a cell into the values that were joined."""
    return [value.replace(":\\", ":") for value in cell.split(SEPARATOR)]

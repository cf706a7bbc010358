"""Several values in one cell, as Google has them. A value that holds the sign between two is written with backslashes."""

import re
from collections.abc import Iterable

from crm.formats.vcard.decoding import clean

BETWEEN = " ::: "
_LIKE_IT = re.compile(r":(?=::|\\)")


def joined(values: Iterable[str]) -> str:
    """Control characters, which no reader keeps, go first: without one of them a value may look like the sign."""
    return BETWEEN.join(_LIKE_IT.sub(r":\\", clean(value)) for value in values)


def parted(cell: str) -> list[str]:
    """What `joined` was given."""
    return [value.replace(":\\", ":") for value in cell.split(BETWEEN)]

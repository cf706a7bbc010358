"""How an archive is laid out: {"goodturn": what it is, "tables": {table: [a row a line, ...]}}.

Rows are objects of column and value as the book has them; photos stand in "photo" with their bytes in base64.
Any program may lay the document out anew: it is read as JSON, never as lines.
"""

import re

from crm.table_rules import RULES

VERSION = 1  # of the layout; how the tables look is said by the format of the book
HEADER, TABLES = "goodturn", "tables"
PHOTOS, SHOWN = "photo", "shown"
PEOPLE = "person"
OF_ONE_BOOK = {one.table for one in RULES if one.archive.is_of_one_book}
_START = re.compile(rb'\A\s*\{\s*"(?:goodturn|tables)"\s*:')


def is_archive(start: bytes) -> bool:
    """Told by the first bytes of a file, in UTF-8 without its mark."""
    return _START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None

"""Layout of an archive: {"goodturn": header, "tables": {table: [one row per line, ...]}}.

Rows are objects of the book's columns and values; photos are in "photo" with their bytes in Base64. Other programs may
reformat the document: it is read as JSON, never line by line.
"""

import re

from crm.table_rules import RULES

VERSION = 1  # of the layout; the format of the tables is that of the book
HEADER, TABLES = "goodturn", "tables"
PHOTOS, SHOWN = "photo", "shown"
PEOPLE = "person"
OF_ONE_BOOK = {one.table for one in RULES if one.archive.is_of_one_book}
_START = re.compile(rb'\A\s*\{\s*"(?:goodturn|tables)"\s*:')


def is_archive(start: bytes) -> bool:
    """Whether a file starts like an archive; `start` are its first bytes in UTF-8."""
    return _START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None

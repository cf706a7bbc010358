"""Detects whether pasted text is vCards, a calendar or a table, and names it like a file."""

import re

_MAX_LENGTH = 50_000_000  # characters
_MAX_LINES = 20  # lines
_MARKS = (("BEGIN:VCARD", "pasted cards"), ("BEGIN:VCALENDAR", "pasted calendar"))
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MIN_HEADINGS = 2  # known headings that identify a table of people


def name_of_pasted(text: str) -> str:
    """The name of the pasted text, or "" if it is none of these, like most pasted text."""
    if len(text) > _MAX_LENGTH:
        return ""
    upper = text.upper()
    for mark, name in _MARKS:
        if mark in upper:
            return name
    return "pasted table" if _is_table(text) else ""


def _is_table(text: str) -> bool:
    """Whether several lines have the same number of delimiters, below headings that name people."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()[:_MAX_LINES] if line.strip()]
    marks = [
        delimiter
        for delimiter in "\t;,"
        if len(lines) > 1 and lines[0].count(delimiter) and _is_even(lines, delimiter)
    ]
    return any(_names_people(lines[0].split(delimiter)) for delimiter in marks)


def _names_people(cells: list[str]) -> bool:
    from crm.formats.csv.layout import count_known_headings  # most pasted text is not a table

    return count_known_headings(cells) >= _MIN_HEADINGS


def _is_even(lines: list[str], delimiter: str) -> bool:
    """Whether most lines have the same number of delimiters; a quoted cell may break a line."""
    wanted = lines[0].count(delimiter)
    return 2 * sum(line.count(delimiter) == wanted for line in lines) > len(lines)

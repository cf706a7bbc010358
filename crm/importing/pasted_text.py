"""Text that was pasted: whether it is cards, a calendar or a table, and what it is called as a file."""

import re

_MOST = 50_000_000  # characters
_LOOKED_AT = 20  # lines
_MARKS = (("BEGIN:VCARD", "pasted cards"), ("BEGIN:VCALENDAR", "pasted calendar"))
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LEAST = 2  # columns that a table of people is known by


def name_of_pasted(text: str) -> str:
    """What to call it; nothing where it is none of these, as most that is pasted is not."""
    if len(text) > _MOST:
        return ""
    upper = text.upper()
    for mark, name in _MARKS:
        if mark in upper:
            return name
    return "pasted table" if _is_table(text) else ""


def _is_table(text: str) -> bool:
    """Two lines or more with the same number of tabs, semicolons or commas, under headings that name people."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    marks = [mark for mark in "\t;," if len(lines) > 1 and lines[0].count(mark) and _is_even(lines, mark)]
    return any(_names_people(lines[0].split(mark)) for mark in marks)


def _names_people(cells: list[str]) -> bool:
    from crm.formats.csv.layout import count_known_headings  # most that is pasted is no table

    return count_known_headings(cells) >= _LEAST


def _is_even(lines: list[str], mark: str) -> bool:
    """A quoted cell may break a line, so a few may differ."""
    wanted = lines[0].count(mark)
    return 2 * sum(line.count(mark) == wanted for line in lines) > len(lines)

"""Dates without a column of their own (anniversaries, events, the day of death), each kept as one vCard line.

They are stored as unknown vCard properties, so export, journal, digests, merges and archives handle them already. Lines made
here carry their label as the parameter X-LABEL; lines of earlier imports, with the label in an X-ABLABEL line of the same
group, are read too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.text.date_formats import format_date, parse_iso_date, parse_month_or_year
from crm.text.folding import fold

NO_LABEL = "date"
UNKNOWN = "unknown"
"""Value of DEATHDATE if the day is not known."""
_NAME = re.compile(r"[A-Za-z-]{1,60}")
_LABEL = re.compile(r'(?:^|;)X-LABEL=(?:"([^"]*)"|([^;]*))', re.I)
_OMITTED = re.compile(r'X-APPLE-OMIT-YEAR="?(\d{4})', re.I)
_APPLE = re.compile(r"_\$!<(.*)>!\$_")
_NO_LABEL = re.compile(r'["\x00-\x1f\x7f]+')
_BETWEEN = re.compile(r"(?<!\\);")
_MAY_BE = re.compile(r"DATE|X-EVENT|ANNIVERSARY|contact_event", re.I)
_DEATH_LABELS = """
death|died|deceased|date of death|death date|deathdate|todestag|gestorben|sterbetag|sterbedatum|todesdatum|deces|date de deces|mort
muerte|fallecimiento|fallecido|fallecida|morte|decesso|data di morte|falecimento|obito|overleden|overlijden|sterfdatum
"""
_OF_DEATH = frozenset(_DEATH_LABELS.strip().replace("\n", "|").split("|"))
ANDROID = "vnd.android.cursor.item/contact_event"
ANDROID_KINDS = {"1": "anniversary", "2": "", "3": "birthday"}
"""Event types of Android's contact_event property; type 0 uses the label instead."""


class PersonDate(NamedTuple):
    """`day` is YYYY-MM-DD or --MM-DD; `place` is the index of its line among the person's lines."""

    label: str
    day: str
    place: int = 0

    @property
    def label_or_default(self) -> str:
        return self.label or NO_LABEL

    def as_json(self) -> dict[str, str]:
        """As in the *person* JSON document of the command line."""
        return {"label": self.label_or_default, "on": self.day}

    @property
    def key(self) -> tuple[str, str]:
        """Equal for two spellings of the same date."""
        return fold(self.label_or_default), self.day


class OtherLines(NamedTuple):
    """The parsed lines of a person: `died` is a day, a month, a year or free text, and empty for the living."""

    died: str
    dates: tuple[PersonDate, ...]
    rest: tuple[str, ...]


class _Line(NamedTuple):
    group: str
    name: str
    parameters: str
    value: str


def parse_lines(lines: Sequence[str]) -> OtherLines:
    """Parse all unknown vCard lines of one person; the first of several deaths counts."""
    if not any(_MAY_BE.search(line) for line in lines):
        return OtherLines("", (), tuple(lines))
    parsed = [_parse_line(line) for line in lines]
    labels = _labels(parsed)
    dates = {place: date for place, one in enumerate(parsed) if one and (date := _date(one, labels))}
    deaths = [_death(one.value) for one in parsed if one and one.name == "DEATHDATE"]
    groups_in_use = {
        one.group
        for place, one in enumerate(parsed)
        if one and one.name != "X-ABLABEL" and place not in dates
    }
    labelled = {one.group for place in dates if (one := parsed[place])} - groups_in_use - {""}
    rest = [
        line for place, (line, one) in enumerate(zip(lines, parsed, strict=True))
        if place not in dates and not (one and _is_consumed(one, labelled))
    ]  # fmt: skip
    placed = tuple(one._replace(place=place) for place, one in dates.items())
    return OtherLines(next(filter(None, deaths), ""), placed, tuple(rest))


def _is_consumed(one: _Line, labelled: set[str]) -> bool:
    """Whether the line is part of a date or death that was parsed."""
    return one.name == "DEATHDATE" or (one.name == "X-ABLABEL" and one.group in labelled)


def parse_date_line(line: str) -> PersonDate | None:
    """Parse a single line; None if it is not a date."""
    one = _parse_line(line)
    return _date(one, {}) if one else None


def date_line(label: str, day: str) -> str:
    plain = " ".join(_NO_LABEL.sub(" ", label.replace('"', "'")).split())
    return f'X-ABDATE;X-LABEL="{plain}":{day}' if plain else f"X-ABDATE:{day}"


def death_line(died: str) -> str:
    """`died` as in OtherLines."""
    is_day = parse_iso_date(died) == died or parse_month_or_year(died) == died
    words = died.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    return f"DEATHDATE:{died}" if is_day else f"DEATHDATE;VALUE=text:{words}"


def describe_death(died: str) -> str:
    """ "died 3 May 2024", "died in 2024", "died circa 1960"; "died" where the day is not known."""
    if died == UNKNOWN:
        return "died"
    if parse_iso_date(died) == died:
        return f"died {format_date(died)}"
    if parse_month_or_year(died) == died:
        return f"died in {format_date(f'{died}-01')[2:] if '-' in died else died}"
    return f"died {died}"


def describe_line(line: str) -> str:
    """A date or death line as readable text; any other line unchanged."""
    one = _parse_line(line)
    if one and one.name == "DEATHDATE" and one.value:
        return describe_death(_death(one.value))
    date = _date(one, {}) if one else None
    return f"{date.label_or_default}: {format_date(date.day)}" if date else line


def is_death_line(line: str) -> bool:
    return line.startswith("DEATHDATE")


def is_death_label(label: str) -> bool:
    return fold(label).rstrip(".:") in _OF_DEATH


class LineComparison:
    """Collects lines and tells whether another line adds anything: spellings of the same date are equal, and one death is enough."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self._lines: set[str] = set()
        self._dates: set[tuple[str, str]] = set()
        self._has_death = False
        self.add(lines)

    def add(self, lines: Sequence[str]) -> None:
        parsed = parse_lines(lines)
        self._lines.update(lines)
        self._dates.update(one.key for one in parsed.dates)
        self._has_death = self._has_death or bool(parsed.died)

    def lacks(self, line: str) -> bool:
        if line in self._lines:
            return False
        one = _parse_line(line)
        if date := _date(one, {}) if one else None:
            return date.key not in self._dates
        return not (one and one.name == "DEATHDATE" and self._has_death)


def _parse_line(line: str) -> _Line | None:
    head, _, value = line.partition(":")
    if head.count('"') % 2:  # the colon is within quotes
        end = line.find('"', len(head))
        at = line.find(":", end) if end > 0 else -1
        if at < 0:
            return None
        head, value = line[:at], line[at + 1 :]
    names, _, parameters = head.partition(";")
    group, _, name = names.rpartition(".")
    return _Line(group, name.upper(), parameters, value) if _NAME.fullmatch(name) and ":" in line else None


def _labels(parsed: Sequence[_Line | None]) -> dict[str, str]:
    """The labels of X-ABLABEL lines by group."""
    found: dict[str, str] = {}
    for one in parsed:
        if one and one.name == "X-ABLABEL" and one.group:
            apple = _APPLE.fullmatch(one.value.strip())
            found[one.group] = apple[1].lower() if apple else _plain(one.value)
    return found


def _date(one: _Line, labels: dict[str, str]) -> PersonDate | None:
    if one.name == "X-ANDROID-CUSTOM":
        return _android_event(one.value)
    if one.name not in ("X-ABDATE", "X-EVENT") and not one.name.endswith("ANNIVERSARY"):
        return None
    omitted = _OMITTED.search(one.parameters)
    day = parse_iso_date(one.value, omitted[1] if omitted else None)
    if day is None:
        return None
    label_parameter = _LABEL.search(one.parameters)
    label = (
        (label_parameter[1] or label_parameter[2] or "")
        if label_parameter
        else labels.get(one.group, "")
        if one.group
        else ""
    )
    return PersonDate(label or ("anniversary" if one.name.endswith("ANNIVERSARY") else ""), day)


def _android_event(value: str) -> PersonDate | None:
    """Parse "vnd.android.cursor.item/contact_event;2018-12-05;0;Name day"."""
    kind, day, number, label = [*map(_plain, _BETWEEN.split(value)), "", "", ""][:4]
    found = parse_iso_date(day) if kind == ANDROID else None
    return PersonDate(ANDROID_KINDS.get(number, label), found) if found else None


def _death(value: str) -> str:
    plain = _plain(value)
    return parse_iso_date(plain) or plain


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", lambda sign: " " if sign[1] in "nN" else sign[1], text).split())

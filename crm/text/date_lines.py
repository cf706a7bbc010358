"""Dates of a person that have no column of their own, and the day of a death: each is one line of vCard, kept as it is written.

So what came in goes out again, and journal, digests, merges and archives know of it already. A line made here stands alone
(the label is a parameter of it); the lines of earlier imports, whose label stands in a line beside, are understood, too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.text.date_formats import day_of, month_or_year, spoken
from crm.text.folding import fold

NO_LABEL = "date"
UNKNOWN = "unknown"
"""Instead of the day of a death that is not known."""
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
"""What the numbers of its events mean; 0 stands for a label."""


class PersonDate(NamedTuple):
    """`day` is YYYY-MM-DD or --MM-DD; `place` is that of its line among the others."""

    label: str
    day: str
    place: int = 0

    @property
    def words(self) -> str:
        return self.label or NO_LABEL

    def as_json(self) -> dict[str, str]:
        """As the command line's *person* document has it."""
        return {"label": self.words, "on": self.day}

    @property
    def key(self) -> tuple[str, str]:
        """Equal for one date told twice."""
        return fold(self.words), self.day


class OtherLines(NamedTuple):
    """What the lines of a person say: `died` is a day, a month, a year or words; nothing for the living."""

    died: str
    dates: tuple[PersonDate, ...]
    rest: tuple[str, ...]


class _Line(NamedTuple):
    group: str
    name: str
    parameters: str
    value: str


def understood(lines: Sequence[str]) -> OtherLines:
    """Of all other lines of one person; of several deaths the first counts."""
    if not any(_MAY_BE.search(line) for line in lines):
        return OtherLines("", (), tuple(lines))
    read = [_read(line) for line in lines]
    labels = _labels(read)
    dates = {place: date for place, one in enumerate(read) if one and (date := _date(one, labels))}
    deaths = [_death(one.value) for one in read if one and one.name == "DEATHDATE"]
    others = {
        one.group for place, one in enumerate(read) if one and one.name != "X-ABLABEL" and place not in dates
    }
    labelled = {one.group for place in dates if (one := read[place])} - others - {""}
    rest = [
        line for place, (line, one) in enumerate(zip(lines, read, strict=True))
        if place not in dates and not (one and _is_said(one, labelled))
    ]  # fmt: skip
    placed = tuple(one._replace(place=place) for place, one in dates.items())
    return OtherLines(next(filter(None, deaths), ""), placed, tuple(rest))


def _is_said(one: _Line, labelled: set[str]) -> bool:
    """A line that is part of what was understood."""
    return one.name == "DEATHDATE" or (one.name == "X-ABLABEL" and one.group in labelled)


def date_in(line: str) -> PersonDate | None:
    """Of one line by itself."""
    one = _read(line)
    return _date(one, {}) if one else None


def date_line(label: str, day: str) -> str:
    plain = " ".join(_NO_LABEL.sub(" ", label.replace('"', "'")).split())
    return f'X-ABDATE;X-LABEL="{plain}":{day}' if plain else f"X-ABDATE:{day}"


def death_line(died: str) -> str:
    """`died` as OtherLines has it."""
    is_day = day_of(died) == died or month_or_year(died) == died
    words = died.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    return f"DEATHDATE:{died}" if is_day else f"DEATHDATE;VALUE=text:{words}"


def died_in_words(died: str) -> str:
    """ "died 3 May 2024", "died in 2024", "died circa 1960"; "died" where the day is not known."""
    if died == UNKNOWN:
        return "died"
    if day_of(died) == died:
        return f"died {spoken(died)}"
    if month_or_year(died) == died:
        return f"died in {spoken(f'{died}-01')[2:] if '-' in died else died}"
    return f"died {died}"


def in_words(line: str) -> str:
    """A line as a person reads it, where it is a date or tells of a death; else as it is."""
    one = _read(line)
    if one and one.name == "DEATHDATE" and one.value:
        return died_in_words(_death(one.value))
    date = _date(one, {}) if one else None
    return f"{date.words}: {spoken(date.day)}" if date else line


def is_death_line(line: str) -> bool:
    return line.startswith("DEATHDATE")


def is_label_of_death(label: str) -> bool:
    return fold(label).rstrip(".:") in _OF_DEATH


class Said:
    """What lines say, and whether others say more: one date in two spellings is one, and one death. Lines may be added."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self._lines: set[str] = set()
        self._dates: set[tuple[str, str]] = set()
        self._tells_of_death = False
        self.add(lines)

    def add(self, lines: Sequence[str]) -> None:
        known = understood(lines)
        self._lines.update(lines)
        self._dates.update(one.key for one in known.dates)
        self._tells_of_death = self._tells_of_death or bool(known.died)

    def lacks(self, line: str) -> bool:
        if line in self._lines:
            return False
        one = _read(line)
        if date := _date(one, {}) if one else None:
            return date.key not in self._dates
        return not (one and one.name == "DEATHDATE" and self._tells_of_death)


def _read(line: str) -> _Line | None:
    head, _, value = line.partition(":")
    if head.count('"') % 2:  # the colon stands within quotes
        end = line.find('"', len(head))
        at = line.find(":", end) if end > 0 else -1
        if at < 0:
            return None
        head, value = line[:at], line[at + 1 :]
    names, _, parameters = head.partition(";")
    group, _, name = names.rpartition(".")
    return _Line(group, name.upper(), parameters, value) if _NAME.fullmatch(name) and ":" in line else None


def _labels(read: Sequence[_Line | None]) -> dict[str, str]:
    """What the lines beside say of a group."""
    found: dict[str, str] = {}
    for one in read:
        if one and one.name == "X-ABLABEL" and one.group:
            apple = _APPLE.fullmatch(one.value.strip())
            found[one.group] = apple[1].lower() if apple else _plain(one.value)
    return found


def _date(one: _Line, labels: dict[str, str]) -> PersonDate | None:
    if one.name == "X-ANDROID-CUSTOM":
        return _of_android(one.value)
    if one.name not in ("X-ABDATE", "X-EVENT") and not one.name.endswith("ANNIVERSARY"):
        return None
    omitted = _OMITTED.search(one.parameters)
    day = day_of(one.value, omitted[1] if omitted else None)
    if day is None:
        return None
    said = _LABEL.search(one.parameters)
    label = (said[1] or said[2] or "") if said else labels.get(one.group, "") if one.group else ""
    return PersonDate(label or ("anniversary" if one.name.endswith("ANNIVERSARY") else ""), day)


def _of_android(value: str) -> PersonDate | None:
    """ "vnd.android.cursor.item/contact_event;2018-12-05;0;Name day"."""
    kind, day, number, label = [*map(_plain, _BETWEEN.split(value)), "", "", ""][:4]
    found = day_of(day) if kind == ANDROID else None
    return PersonDate(ANDROID_KINDS.get(number, label), found) if found else None


def _death(value: str) -> str:
    plain = _plain(value)
    return day_of(plain) or plain


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", lambda sign: " " if sign[1] in "nN" else sign[1], text).split())

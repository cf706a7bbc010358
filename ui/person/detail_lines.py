"""The details of a person as data: label, text, and how each is saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crm import rhythm
from crm.people.records import DateLine, PersonDetails, PointLine
from crm.text.date_lines import UNKNOWN, describe_death
from ui import use_cases, yearly_days
from ui.action_result import ActionResult
from ui.context import Context

POINT_WORDS = {
    "email": "e-mail",
    "phone": "phone",
    "address": "address",
    "url": "web page",
    "messenger": "messenger",
}
NEW_WORDS = {**POINT_WORDS, "date": "date"}
"""Kinds that can be added; a date is typed with its label."""
_HINTS = {
    "given": "given name",
    "birthday": "12 April, or 12 April 1980",
    "anniversary": "3 June 2015",
    "date": "First met: 3 June 2015",
    "died": "3 May 2024, 2024, or yes",
    "introduced_by": "a name of your book",
    "rhythm": "every 6 weeks",
    "blurb": "a line you can forward",
    "how_we_met": "where, and who was there",
}
_NAMES = (
    ("given", "given name"), ("additional", "middle name"), ("family", "family name"), ("prefix", "prefix"),
    ("suffix", "suffix"), ("nickname", "nickname"), ("pronouns", "pronouns"),
)  # fmt: skip
_ALWAYS = ("organization", "title", "birthday", "how_we_met", "blurb")
_YEARLY_WORDS = {"once a year": "yearly", "no rhythm": "none", "twice a year": "in_touch"}


@dataclass(frozen=True, slots=True)
class Detail:
    """`key` identifies the line; `point` is set for contact points only."""

    key: tuple[str, object]
    label: str
    text: str
    save: Callable[[str], ActionResult[object]]
    hint: str = ""
    several: bool = False
    point: PointLine | None = None

    @property
    def spoken(self) -> str:
        """The label without context: "work e-mail"."""
        if self.point is None or not self.point.label:
            return self.label
        return f"{self.label} {POINT_WORDS[self.point.kind]}"


def details(
    context: Context, person: PersonDetails, is_wanted: Callable[[tuple[str, object]], bool]
) -> list[Detail]:
    """Details that are filled or common, and those for which `is_wanted(key)` is true."""
    points = [_point(context, point) for point in person.points]
    dates = [_date(context, person.id, date) for date in person.dates]
    fields = [
        one for one in _fields(context, person) if one.text or one.key[0] in _ALWAYS or is_wanted(one.key)
    ]
    after = max(
        (at for at, one in enumerate(fields, 1) if one.key[0] in ("birthday", "anniversary")), default=0
    )
    return [*points, *fields[:after], *dates, *fields[after:]]


def new_point(context: Context, person_id: int, kind: str) -> Detail:
    """An empty line for one more of a kind; not saved while empty."""

    def save(text: str) -> ActionResult[object]:
        if not text.strip():
            return ActionResult()
        if kind == "date":
            return context.attempt(use_cases.people.editing.add_date, person_id, text)
        return context.attempt(use_cases.people.editing.add_point, person_id, kind, text)

    return Detail(("new", kind), NEW_WORDS[kind], "", save, _HINTS.get(kind, ""), several=kind == "address")


def _point(context: Context, point: PointLine) -> Detail:
    def save(text: str) -> ActionResult[object]:
        return context.attempt(use_cases.people.editing.change_point, point.id, text)

    label = point.label or POINT_WORDS[point.kind]
    several = point.kind == "address"
    return Detail(("point", point.id), label, point.value, save, several=several, point=point)


def _date(context: Context, person_id: int, date: DateLine) -> Detail:
    def save(text: str) -> ActionResult[object]:
        return context.attempt(use_cases.people.editing.change_date, person_id, date.id, text)

    return Detail(("date", date.id), date.label, yearly_days.format_day(date.on), save)


def _fields(context: Context, person: PersonDetails) -> Iterator[Detail]:
    role = person.role
    texts = {
        "organization": ("organisation", role.organisation if role else ""),
        "title": ("title", role.title if role else ""),
        "birthday": ("birthday", yearly_days.format_day(person.birthday)),
        "anniversary": ("anniversary", yearly_days.format_day(person.anniversary)),
        "died": ("died", _died(person.died)),
        "how_we_met": ("how we met", person.how_we_met),
        "introduced_by": ("introduced by", person.introduced_by or ""),
        "blurb": ("in a line", person.blurb),
        "note": ("note", person.note),
        "rhythm": (
            "rhythm",
            "" if person.rhythm_days is None or person.died else rhythm.describe(person.rhythm_days),
        ),
    }
    for name, (label, text) in texts.items():
        several = name in ("how_we_met", "blurb", "note")
        yield Detail((name, 0), label, text, _saver(context, person.id, name), _HINTS.get(name, ""), several)
    for name, label in _NAMES:
        save = _saver(context, person.id, name)
        yield Detail((name, 0), label, getattr(person, name), save, _HINTS.get(name, ""))


def _died(died: str) -> str:
    """As the user types it: "3 May 2024", "May 2024"."""
    if died == UNKNOWN:
        return "day not known"
    return describe_death(died).removeprefix("died ").removeprefix("in ") if died else ""


def _saver(context: Context, person_id: int, name: str) -> Callable[[str], ActionResult[object]]:
    def save(text: str) -> ActionResult[object]:
        if name in ("birthday", "anniversary"):
            text = yearly_days.parse_day(text)
        if name == "rhythm":
            text = _YEARLY_WORDS.get(text.strip().lower(), text)
        return context.attempt(use_cases.people.editing.set_text, person_id, name, text)

    return save

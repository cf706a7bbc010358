"""Which details a person has, as data: what each is called, what it says, and how it is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crm import rhythm
from crm.people.lines import PersonDetails, PointLine
from ui import doing
from ui.context import Context, Outcome
from ui.person import birthdays

POINT_WORDS = {
    "email": "e-mail",
    "phone": "phone",
    "address": "address",
    "url": "web page",
    "messenger": "messenger",
}
_HINTS = {
    "given": "given name",
    "birthday": "12 April, or 12 April 1980",
    "anniversary": "3 June 2015",
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
    """`key` is the same while the line means the same; `point` only where it is a contact point."""

    key: tuple[str, object]
    label: str
    text: str
    save: Callable[[str], Outcome]
    hint: str = ""
    several: bool = False
    point: PointLine | None = None


def details(context: Context, person: PersonDetails, everything: bool) -> list[Detail]:
    """Those that are filled or often wanted; all of them when `everything` is asked for."""
    points = [_point(context, point) for point in person.points]
    fields = [one for one in _fields(context, person) if everything or one.text or one.key[0] in _ALWAYS]
    return points + fields


def new_point(context: Context, person_id: int, kind: str) -> Detail:
    """An empty line for one more of a kind; left empty it comes to nothing."""

    def save(text: str) -> Outcome:
        if not text.strip():
            return Outcome()
        return context.do(doing.people.editing.add_point, person_id, kind, text, tell_refusal=False)

    return Detail(("new", kind), POINT_WORDS[kind], "", save, several=kind == "address")


def _point(context: Context, point: PointLine) -> Detail:
    def save(text: str) -> Outcome:
        return context.do(doing.people.editing.change_point, point.id, text, tell_refusal=False)

    label = point.label or POINT_WORDS[point.kind]
    several = point.kind == "address"
    return Detail(("point", point.id), label, point.value, save, several=several, point=point)


def _fields(context: Context, person: PersonDetails) -> Iterator[Detail]:
    role = person.role
    texts = {
        "organization": ("organisation", role.organisation if role else ""),
        "title": ("title", role.title if role else ""),
        "birthday": ("birthday", birthdays.shown(person.birthday)),
        "anniversary": ("anniversary", birthdays.shown(person.anniversary)),
        "how_we_met": ("how we met", person.how_we_met),
        "introduced_by": ("introduced by", person.introduced_by or ""),
        "blurb": ("in a line", person.blurb),
        "note": ("note", person.note),
        "rhythm": ("rhythm", "" if person.rhythm_days is None else rhythm.words(person.rhythm_days)),
    }
    for name, (label, text) in texts.items():
        several = name in ("how_we_met", "blurb", "note")
        yield Detail((name, 0), label, text, _saver(context, person.id, name), _HINTS.get(name, ""), several)
    for name, label in _NAMES:
        save = _saver(context, person.id, name)
        yield Detail((name, 0), label, getattr(person, name), save, _HINTS.get(name, ""))


def _saver(context: Context, person_id: int, name: str) -> Callable[[str], Outcome]:
    def save(text: str) -> Outcome:
        if name in ("birthday", "anniversary"):
            text = birthdays.stored(text)
        if name == "rhythm":
            text = _YEARLY_WORDS.get(text.strip().lower(), text)
        return context.do(doing.people.editing.set_text, person_id, name, text, tell_refusal=False)

    return save

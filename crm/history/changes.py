"""The changes of a step as records and as sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.text import days_in_words

PERSON = "person"
"""Value of `what` for a person who was added or deleted."""

_DAY = re.compile(r"(?<![\w-])(?:[0-9]{4}|-)-[0-9]{2}-[0-9]{2}(?![\w-])")
_LONG = 60  # characters of a value in a row


@dataclass(frozen=True, slots=True)
class Involved:
    """A person touched by a step. `is_there`: in the book at present."""

    id: int
    name: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One change, of a person or of none. `before` is None for something new, `after` for something deleted."""

    what: str
    before: str | None
    after: str | None
    person: Involved | None = None


@dataclass(frozen=True, slots=True)
class StepChanges:
    """The first changes of a step, and the people they are about. `more_new`: further new people, not listed.
    `unread`: the number of journal rows not read.
    """

    changes: tuple[Change, ...] = ()
    people: tuple[Involved, ...] = ()
    more_new: int = 0
    unread: int = 0

    @property
    def new(self) -> list[Change]:
        """Of the people added by the step."""
        return [one for one in self.changes if one.what == PERSON and one.before is None]


NOTHING = StepChanges()


def describe_step_changes(step: StepChanges, label: str, today: date, most: int = 2) -> str:
    """ "Ana Ruiz: title Founder → CEO, e-mail: ana@example.org and 3 more"; what the label says already is
    left out.
    """
    if len(step.new) + step.more_new > 1:
        return _many_new(step, most)
    shown = [
        one for one in step.changes if not (one.what == PERSON and (one.after or one.before or "") in label)
    ]
    words = ", ".join(_with_person(shown[:most], at, label, today) for at in range(len(shown[:most])))
    return _and_more(words, len(shown) - most + step.unread)


def _many_new(step: StepChanges, most: int) -> str:
    """ "New: Ana Ruiz, Ben Okafor and 10 more; changed: Tom Sandberg"."""
    words = ", ".join(one.after or "" for one in step.new[:most])
    words = f"New: {_and_more(words, len(step.new) - most + step.more_new)}"
    came = {one.person for one in step.new}
    changed = list(
        dict.fromkeys(one.person.name for one in step.changes if one.person and one.person not in came)
    )
    if changed:
        words += f"; changed: {_and_more(', '.join(changed[:most]), len(changed) - most)}"
    return words


def _and_more(words: str, more: int) -> str:
    return f"{words} and {more:,} more" if words and more > 0 else words


def describe_change(change: Change, today: date) -> str:
    """ "title Founder → CEO", "title: CEO", "title Founder taken away"."""
    if change.what == PERSON:
        return f"{change.after}: new" if change.before is None else f"{change.before}: deleted"
    between = ": " if change.before is None else " "
    return f"{change.what}{between}{describe_value(change, today, _LONG)}"


def describe_value(change: Change, today: date, longest: int = 1000) -> str:
    """ "Founder → CEO", "CEO", "Founder taken away"; long values on separate lines, if there is room."""
    before, after = (_short(value, today, longest) for value in (change.before, change.after))
    if change.before is None:
        return after
    if change.after is None:
        return f"{before} taken away"
    arrow = "\n→ " if longest > _LONG and max(len(before), len(after)) > _LONG // 2 else " → "
    return f"{before}{arrow}{after}"


def _with_person(changes: Sequence[Change], at: int, label: str, today: date) -> str:
    change = changes[at]
    words = describe_change(change, today)
    person = change.person
    is_said = person is None or change.what == PERSON or person.name in label
    if is_said or (at and changes[at - 1].person == person):
        return words
    return f"{person.name}: {words}" if person is not None else words


def _short(value: str | None, today: date, longest: int) -> str:
    text = _DAY.sub(lambda found: _day(found[0], today), " ".join((value or "").split()))
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _day(text: str, today: date) -> str:
    """ "2 October", with the year unless it is the present one."""
    try:
        if text.startswith("--"):
            return days_in_words.plain(date.fromisoformat(f"2000{text[1:]}"), date(2000, 1, 1))  # a leap year
        return days_in_words.plain(date.fromisoformat(text), today)
    except ValueError:
        return text

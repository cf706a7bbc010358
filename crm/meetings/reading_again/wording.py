"""The words of a difference: days, names, promises and topics in one short line each."""

from collections.abc import Iterable, Sequence
from datetime import date

from crm.capture.draft import DraftPromise, NamedPerson
from crm.meetings.reading_again.difference import Comparison
from crm.promises import promise_titles
from crm.text.days_in_words import MONTHS, WEEKDAYS

_LONGEST = 240
_NEAR = 28  # days; a day that is nearer needs no month


def day(on: date | None, today: date) -> str:
    """ "Monday 23"; further away "Monday 23 February"; "no date"."""
    if on is None:
        return "no date"
    near = f"{WEEKDAYS[on.weekday()]} {on.day}"
    if abs((on - today).days) < _NEAR:
        return near
    year = "" if on.year == today.year else f" {on.year}"
    return f"{near} {MONTHS[on.month - 1]}{year}"


def names(people: Iterable[NamedPerson]) -> str:
    return promise_titles.join_names([one.name for one in people]) or "nobody"


def promise_title(one: DraftPromise) -> str:
    if one.by is not None:
        return promise_titles.title_of_promise_by_other(one.what, one.by.name)
    return promise_titles.title(one.kind, one.what, [each.name for each in one.people])


def promised(one: DraftPromise) -> str:
    """ "I promised: thank Priya Nair for the jars"."""
    if one.by is not None:
        return f"{one.by.name} promised: {one.what}"
    return f"I promised: {promise_titles.within_sentence(promise_title(one))}"


def changed_promise(old: DraftPromise, new: DraftPromise, today: date) -> str:
    """ "Monday 23 becomes Tuesday 24"."""
    parts = []
    if old.due != new.due:
        parts.append(f"{day(old.due, today)} becomes {day(new.due, today)}")
    if old.what != new.what:
        parts.append(f"“{old.what}” becomes “{new.what}”")
    before, after = (one.by.name if one.by else "I" for one in (old, new))
    if before != after:
        parts.append(f"{before} promised becomes {after} promised")
    elif names(old.people) != names(new.people):
        parts.append(f"{names(old.people)} becomes {names(new.people)}")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def quoted(text: str) -> str:
    """A long text by its beginning."""
    one_line = " ".join(text.split())
    shown = one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST].rstrip()}…"
    return f"“{shown}”"


def staying_sentence(comparison: Comparison) -> str:
    """ "The note you wrote by hand and the introduction stay as they are."; "" where nothing stays."""
    staying: Sequence[str] = comparison.staying
    if not staying:
        return ""
    joined = promise_titles.join_names(list(staying))
    verb = "stays as it is" if len(staying) == 1 else "stay as they are"
    return f"{joined[:1].upper()}{joined[1:]} {verb}."

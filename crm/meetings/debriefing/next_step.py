"""Reads the next step of a debrief: promises as Log reads them; else the whole text is one favour."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.draft import DraftPromise, NamedPerson
from crm.capture.names import Names, key_of
from crm.capture.tokens import tokens
from crm.capture.understand import understand
from crm.meetings.debriefing.verb_said_once import with_verb_again
from crm.people.short_names import PersonRef
from crm.promises.kinds import default_due
from crm.text.typed_text import line, lines

_FIRST_WORDS = 2  # a time may stand before the day


def read_next_step(
    text: str, there: Sequence[PersonRef], to: PersonRef | None, names: Names, today: date
) -> tuple[list[DraftPromise], str]:
    """The promises, and what is left of the text beside them. One that names nobody is made `to` this person."""
    text = lines(text)
    text = text[3:].lstrip() if text[:3].lower() == "to " else text
    text = with_verb_again(text, names)
    if not text:
        return [], ""
    met = " and ".join(one.name for one in there)
    for words in _wordings(text, to):
        draft = understand(f"Met {met}. {words}" if met else words, today, names)
        if draft.promises:
            return _with_first_day(draft.promises, text, today), draft.note
    favour = _favour(text, to, today)
    return ([favour], "") if favour.what else ([], "")


def _wordings(text: str, to: PersonRef | None) -> Iterator[str]:
    """ "send Priya the list"; "book the day with Priya"; "send the list", with the name put after the verb."""
    yield text
    yield f"I will {text}"
    verb, blank, rest = text.partition(" ")
    if to is not None and blank and key_of(to.first_name) not in key_of(rest):
        yield f"{verb} {to.name} {rest}"


def _with_first_day(promises: list[DraftPromise], text: str, today: date) -> list[DraftPromise]:
    """A day in front of everything ("Thursday call with Ana", "2pm Thursday: ...") is the day of the promise."""
    dates = [one for one in find_dates(tokens(text)) if one.first <= _FIRST_WORDS]
    day = dates[0].day(today, True) if dates else None
    if day is None or len(promises) > 1 or promises[0].due_said or day < today:
        return promises
    return [replace(promises[0], due=day, due_said=True)]


def _favour(text: str, to: PersonRef | None, today: date) -> DraftPromise:
    """Due on the day the text begins or ends with."""
    people = [] if to is None else [NamedPerson(to.name, to.name, "known", to.id)]
    what, due = _without_day(text.rstrip(" ."), today)
    usual = default_due("favour", today)
    words = line(what).strip(" .,:")
    return DraftPromise("favour", None, people, words, due or usual, due is not None)


def _without_day(text: str, today: date) -> tuple[str, date | None]:
    found = tokens(text)
    for one in find_dates(found):
        day = one.day(today, True)
        if day is None or day < today:
            continue
        if one.last == len(found) and one.first > 0:
            return text[: found[one.first].start], day
        if one.first <= _FIRST_WORDS:
            rest = text[found[one.last - 1].end :]
            return (rest if one.first == 0 else text), day
    return text, None

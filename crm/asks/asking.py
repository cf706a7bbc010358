"""Asking someone, and what they answered. A yes makes a promise by them; a "not now" has the day it ends."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from crm.asks.ask_lines import describe_yes, shorten_question
from crm.errors import NotUnderstood
from crm.model import Ask
from crm.new_rows import NewRows
from crm.people.fields import get_person
from crm.promises import keeping
from crm.text import days_in_words
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


class NewAsk(NamedTuple):
    """Asked `on` a day, in a meeting or today; or (not `asked`) a draft."""

    person_id: int
    words: str
    asked: bool
    on: date | None = None
    asked_in: int | None = None


class AskFields(TypedDict, total=False):
    """What may be said of an ask beside its words; what is not given stays as it was."""

    why_you: str
    respect: str
    offer: str
    size: str


def ask(
    work: UnitOfWork,
    person_id: int,
    words: str,
    *,
    ask_id: int | None = None,
    asked_in: int | None = None,
    on: date | None = None,
    **said: Unpack[AskFields],
) -> int:
    """Notes what was asked, today or `on`, and gives its id; a draft (`ask_id`) becomes the ask."""
    kept = _written(work, person_id, words, ask_id, said)
    kept.state, kept.asked_on, kept.asked_in_id = "open", on or work.today, asked_in
    work.session.flush()
    work.label = f"Asked {get_person(work, person_id).full_name}: {shorten_question(kept.words)}"
    return kept.id


def draft(
    work: UnitOfWork, person_id: int, words: str, *, ask_id: int | None = None, **said: Unpack[AskFields]
) -> int:
    """Keeps what is not asked yet, and gives its id."""
    kept = _written(work, person_id, words, ask_id, said)
    kept.state = "draft"
    work.session.flush()
    work.label = f"Kept a draft of an ask to {get_person(work, person_id).full_name}"
    return kept.id


def add_many(work: UnitOfWork, asks: Iterable[NewAsk]) -> None:
    """What a text says was asked, or is still to be asked, all of it at once."""
    rows = NewRows(work, Ask)
    for one in asks:
        on = one.on or work.today if one.asked else None
        state = "open" if one.asked else "draft"
        rows.add(
            person_id=one.person_id, words=_words(one.words), state=state, asked_on=on, asked_in_id=one.asked_in
        )  # fmt: skip
    rows.write()


def discard(work: UnitOfWork, ask_id: int) -> None:
    """A draft that will not be asked."""
    one = get_ask(work, ask_id)
    work.label = f"Put away a draft of an ask to {get_person(work, one.person_id).full_name}"
    work.session.delete(one)


def answer_yes(work: UnitOfWork, ask_id: int, words: str = "") -> int:
    """Gives the promise it makes: by them, without a day, as none was said."""
    one = _answered(work, ask_id, "yes", words)
    promise_id = keeping.add(work, "favour", describe_yes(one.words), [], one.person_id)
    work.label = f"Noted a yes from {get_person(work, one.person_id).full_name}"
    return promise_id


def answer_no(work: UnitOfWork, ask_id: int, words: str = "") -> None:
    one = _answered(work, ask_id, "no", words)
    work.label = f"Noted a no from {get_person(work, one.person_id).full_name}"


def answer_not_now(work: UnitOfWork, ask_id: int, until: date, words: str = "") -> None:
    """No second ask before that day. Raises NotUnderstood unless it is still to come."""
    if until <= work.today:
        raise NotUnderstood("“Not now” needs a day after today: when may you ask again?")
    one = _answered(work, ask_id, "not_now", words, until)
    name = get_person(work, one.person_id).full_name
    work.label = f"Noted a “not now” from {name}, until {days_in_words.plain(until, work.today)}"


def get_ask(work: UnitOfWork, ask_id: int) -> Ask:
    found = work.session.get(Ask, ask_id)
    if found is None:
        raise NotUnderstood("This ask is no longer there.")
    return found


def _answered(work: UnitOfWork, ask_id: int, state: str, words: str, until: date | None = None) -> Ask:
    one = get_ask(work, ask_id)
    if one.state not in ("open", "not_now"):
        raise NotUnderstood(
            "This was not asked yet." if one.state == "draft" else "This ask has its answer already."
        )
    one.state, one.not_before_on = state, until
    one.answer_words, one.answered_on = lines(words), work.today
    work.session.flush()
    return one


def _words(words: str) -> str:
    kept = lines(words)
    if not kept:
        raise NotUnderstood("An ask needs words: what would you like to know or have?")
    return kept


def _written(work: UnitOfWork, person_id: int, words: str, ask_id: int | None, said: AskFields) -> Ask:
    get_person(work, person_id)
    kept_words = _words(words)
    kept = Ask(person_id=person_id) if ask_id is None else get_ask(work, ask_id)
    kept.words = kept_words
    for field, value in said.items():
        setattr(kept, field, lines(str(value)))
    work.session.add(kept)
    return kept

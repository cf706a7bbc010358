"""Records asks and their answers. A yes creates a promise by the person; a "not now" has an end date."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from crm.asks.answer_day import day_in_answer
from crm.asks.ask_lines import describe_yes, shorten_question
from crm.asks.queries import draft_for
from crm.errors import NotUnderstood
from crm.model import Ask
from crm.new_rows import NewRows
from crm.people.fields import get_person
from crm.promises import keeping
from crm.text import days_in_words
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


class NewAsk(NamedTuple):
    """Asked `on` a date, by default today, possibly in a meeting; a draft if not `asked`."""

    person_id: int
    words: str
    asked: bool
    on: date | None = None
    asked_in: int | None = None


class AskFields(TypedDict, total=False):
    """Optional fields of an ask; missing ones stay unchanged."""

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
    **fields: Unpack[AskFields],
) -> int:
    """Records an ask, dated `on` or today, and returns its id. A draft (`ask_id`) becomes the ask."""
    saved = _save(work, person_id, words, ask_id, fields)
    saved.state, saved.asked_on, saved.asked_in_id = "open", on or work.today, asked_in
    work.session.flush()
    work.label = f"Asked {get_person(work, person_id).full_name}: {shorten_question(saved.words)}"
    return saved.id


def draft(
    work: UnitOfWork, person_id: int, words: str, *, ask_id: int | None = None, **fields: Unpack[AskFields]
) -> int:
    """Saves a draft and returns its id."""
    if ask_id is not None and get_ask(work, ask_id).state != "draft":
        raise NotUnderstood("This was asked already. Write a new ask instead.")
    saved = _save(work, person_id, words, ask_id, fields)
    saved.state = "draft"
    work.session.flush()
    work.label = f"Kept a draft of an ask to {get_person(work, person_id).full_name}"
    return saved.id


def draft_again(work: UnitOfWork, ask_id: int) -> int:
    """A new draft in the words of a former ask; a draft for this person that is there already stays. Returns its id."""
    former = get_ask(work, ask_id)
    left = draft_for(work.read, former.person_id)
    if left is not None:
        return left.id
    return draft(
        work, former.person_id, former.words,
        why_you=former.why_you, respect=former.respect, offer=former.offer, size=former.size,
    )  # fmt: skip


def add_many(work: UnitOfWork, asks: Iterable[NewAsk]) -> None:
    """Adds asks and drafts parsed from a text, in bulk."""
    rows = NewRows(work, Ask)
    for one in asks:
        on = one.on or work.today if one.asked else None
        state = "open" if one.asked else "draft"
        rows.add(
            person_id=one.person_id, words=_require_words(one.words), state=state, asked_on=on, asked_in_id=one.asked_in
        )  # fmt: skip
    rows.write()


def answer_yes(work: UnitOfWork, ask_id: int, words: str = "") -> int:
    """Records a yes and the promise it makes, due on the day that their words name. Returns the id of the promise."""
    one = _record_answer(work, ask_id, "yes", words)
    due = day_in_answer(words, work.today)
    promise_id = keeping.add(work, "favour", describe_yes(one.words), [], one.person_id, due)
    work.label = f"Noted a yes from {get_person(work, one.person_id).full_name}"
    return promise_id


def answer_no(work: UnitOfWork, ask_id: int, words: str = "") -> None:
    one = _record_answer(work, ask_id, "no", words)
    work.label = f"Noted a no from {get_person(work, one.person_id).full_name}"


def answer_not_now(work: UnitOfWork, ask_id: int, until: date, words: str = "") -> None:
    """Records a "not now" until a date. Raises NotUnderstood unless it is in the future."""
    if until <= work.today:
        raise NotUnderstood("“Not now” needs a day after today: when may you ask again?")
    one = _record_answer(work, ask_id, "not_now", words, until)
    name = get_person(work, one.person_id).full_name
    work.label = f"Noted a “not now” from {name}, until {days_in_words.plain(until, work.today)}"


def get_ask(work: UnitOfWork, ask_id: int) -> Ask:
    found = work.session.get(Ask, ask_id)
    if found is None:
        raise NotUnderstood("This ask is no longer there.")
    return found


def _record_answer(work: UnitOfWork, ask_id: int, state: str, words: str, until: date | None = None) -> Ask:
    one = get_ask(work, ask_id)
    if one.state not in ("open", "not_now"):
        raise NotUnderstood(
            "This was not asked yet." if one.state == "draft" else "This ask has its answer already."
        )
    one.state, one.not_before_on = state, until
    one.answer_words, one.answered_on = lines(words), work.today
    work.session.flush()
    return one


def _require_words(words: str) -> str:
    saved = lines(words)
    if not saved:
        raise NotUnderstood("An ask needs words: what would you like to know or have?")
    return saved


def _save(work: UnitOfWork, person_id: int, words: str, ask_id: int | None, fields: AskFields) -> Ask:
    get_person(work, person_id)
    kept_words = _require_words(words)
    saved = Ask(person_id=person_id) if ask_id is None else get_ask(work, ask_id)
    saved.words = kept_words
    for field, value in fields.items():
        setattr(saved, field, lines(str(value)))
    work.session.add(saved)
    return saved

"""The mail of the next step of an introduction: which side is written to, and with which words."""

from datetime import date
from typing import NamedTuple

from crm.drafts.introduction_mail import draft_introduction, joint_mail, side_question
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person
from crm.drafts.presenting_sentence import outcome_sentence
from crm.errors import NothingFound
from crm.introductions.stages import ASK_AGAIN_AFTER
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today.row_details import PromiseDetails, Side

_INTRODUCTION = "SELECT promise_id, state, by_person_id, made_on, heard_on, thanked_on, came_of FROM introduction WHERE id = :id"
_SIDES = (
    "SELECT person_id, name, reason, answer, later_until, coalesce(asked_on, answered_on) AS asked_on "
    "FROM introduction_side WHERE introduction_id = :id ORDER BY place"
)
_PROMISE_OTHERS = "SELECT person_id, name FROM promise_person WHERE promise_id = :id ORDER BY part, place, id"
_OVER = "Nothing is left to write here: this introduction is over."


class Wish(NamedTuple):
    """What is asked of a draft: signed by whom, to which person only, and without the other's name."""

    today: date
    owner: str = ""
    person_id: int | None = None
    anonymous: bool = False


class _StoredSide(NamedTuple):
    side: Side
    asked_on: date | None = None


def draft_next_of_introduction(read: Reader, introduction_id: int, wish: Wish) -> MailDraft:
    """Raises NothingFound where nothing is left to write, or for a person who is no side of it."""
    row = read.one(_INTRODUCTION, id=introduction_id)
    if row is None:
        raise NothingFound(f"There is no introduction with the key introduction-{introduction_id}.")
    if row["by_person_id"] is not None:
        return _draft_received(read, introduction_id, wish)
    stored = _stored_sides(read, introduction_id)
    _require_side(stored, wish)
    if row["state"] in ("heard", "dropped") or any(one.side.answer == "no" for one in stored):
        raise NothingFound(_OVER)
    if row["made_on"] is not None:
        return _ask_how_it_went(read, stored, date.fromisoformat(row["made_on"]), wish)
    if all(one.side.answer == "yes" for one in stored):
        people = [_draft_person(read, one.side) for one in stored]
        return joint_mail(read, people, [one.side.reason for one in stored], wish.owner)
    return _draft_to_side(read, stored, wish)


def draft_next_of_promise(read: Reader, promise: PromiseDetails, wish: Wish) -> MailDraft:
    """Of a promise to introduce. It has no introduction until the first answer is stored."""
    if promise.introduction_id is not None and len(promise.sides) == 2:
        return draft_next_of_introduction(read, promise.introduction_id, wish)
    stored = [_StoredSide(Side(who)) for who in promise.people]
    _require_side(stored, wish)
    if len(stored) != 2 or any(one.side.person.name[:1].islower() for one in stored):
        people = [_draft_person(read, one.side) for one in stored]
        return draft_introduction(read, promise, people, wish.today, wish.owner)
    return _draft_to_side(read, stored, wish)


def _draft_to_side(read: Reader, stored: list[_StoredSide], wish: Wish) -> MailDraft:
    """To the chosen side, else to the one who is not asked yet, else to the one whose day to be asked again is first."""
    chosen = _chosen_side(stored, wish)
    asked = chosen.side
    other = next(one.side for one in stored if one is not chosen)
    if asked.answer == "not_asked":
        return side_question(read, asked, other, wish.owner, wish.anonymous)
    if asked.answer == "yes":
        raise NothingFound(
            f"{asked.person.name} has said yes. The other side is to be asked, or is still thinking."
        )
    template = "introduction_later" if asked.answer == "later" else "introduction_nudge"
    name = "someone I know" if wish.anonymous else other.person.name
    mail = make_mail(read, template, [_draft_person(read, asked)], {"other": name, "owner": wish.owner})
    return _with_day(mail, _again_on(chosen, wish.today), wish.today)


def _chosen_side(stored: list[_StoredSide], wish: Wish) -> _StoredSide:
    if wish.person_id is not None:
        return next(one for one in stored if one.side.person.id == wish.person_id)
    unasked = [one for one in stored if one.side.answer == "not_asked"]
    waiting = [one for one in stored if one.side.answer in ("asked", "later")]
    return unasked[0] if unasked else min(waiting, key=lambda one: _again_on(one, wish.today))


def _again_on(one: _StoredSide, today: date) -> date:
    if one.side.answer == "later" and one.side.later_until is not None:
        return one.side.later_until
    return (one.asked_on or today) + ASK_AGAIN_AFTER


def _with_day(mail: MailDraft, again_on: date, today: date) -> MailDraft:
    if again_on <= today:
        return mail
    wait = f"It is early: the day to ask again is {days_in_words.named(again_on, today)}."
    return MailDraft(mail.to, mail.subject, mail.body, f"{wait} {mail.note}".strip())


def _ask_how_it_went(read: Reader, stored: list[_StoredSide], made_on: date, wish: Wish) -> MailDraft:
    """Of both, or of the chosen one alone."""
    chosen = [one.side for one in stored if wish.person_id in (None, one.side.person.id)]
    words = {"when": days_in_words.on(made_on, wish.today), "owner": wish.owner}
    return make_mail(read, "introduction_heard", [_draft_person(read, side) for side in chosen], words)


def _draft_received(read: Reader, introduction_id: int, wish: Wish) -> MailDraft:
    """Thanks to whoever introduced me; then what came of it."""
    row = read.one(_INTRODUCTION, id=introduction_id)
    assert row is not None
    by = draft_person(read, row["by_person_id"], "")
    if wish.person_id not in (None, by.id):
        raise NothingFound(f"This introduction was made by {by.name}: the mail is to them.")
    if row["heard_on"] is not None and row["thanked_on"] is not None:
        raise NothingFound(_OVER)
    met = _met_through(read, introduction_id, row["promise_id"], by)
    words = {"other": met, "owner": wish.owner}
    if row["thanked_on"] is None:
        return make_mail(read, "introduction_thank", [by], words)
    when = days_in_words.on(date.fromisoformat(row["made_on"]), wish.today) if row["made_on"] else ""
    return make_mail(
        read,
        "introduction_came_of",
        [by],
        {**words, "when": when, "came_of": outcome_sentence(row["came_of"])},
    )


def _met_through(read: Reader, introduction_id: int, promise_id: int | None, by: DraftPerson) -> str:
    """The name of the person whom the user was introduced to."""
    sides = read.rows(_SIDES, id=introduction_id)
    named = [*sides, *read.rows(_PROMISE_OTHERS, id=promise_id or -1)]
    found = next((row for row in named if row["person_id"] not in (None, by.id)), None)
    if found is None:
        return "someone new"
    return draft_person(read, found["person_id"], found["name"]).name


def _stored_sides(read: Reader, introduction_id: int) -> list[_StoredSide]:
    rows = read.rows(_SIDES, id=introduction_id)
    known = person_refs(read, [row["person_id"] for row in rows if row["person_id"] is not None])
    return [
        _StoredSide(
            Side(
                known.get(row["person_id"], PersonRef(None, row["name"])),
                row["reason"],
                row["answer"],
                _day(row["later_until"]),
            ),
            _day(row["asked_on"]),
        )
        for row in rows
    ]


def _require_side(stored: list[_StoredSide], wish: Wish) -> None:
    if wish.person_id is not None and all(one.side.person.id != wish.person_id for one in stored):
        raise NothingFound("This person is no side of that introduction.")


def _draft_person(read: Reader, side: Side) -> DraftPerson:
    return draft_person(read, side.person.id, side.person.name)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

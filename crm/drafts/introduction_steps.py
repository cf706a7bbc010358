"""The mail of an introduction's next step: the question to a side, the nudge, the joint mail, what came of it, and for
an introduction that the user received, the thanks and the report to whoever made it."""

from datetime import date
from typing import NamedTuple

from crm.drafts.addressing import in_second_person
from crm.drafts.anonymous_sentence import anonymous_sentence
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person, recipients
from crm.drafts.presenting_sentence import presenting_sentence
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.text import days_in_words

_INTRODUCTION = (
    "SELECT i.id, i.state, i.by_person_id, p.full_name AS by_name, i.made_on, i.thanked_on, i.came_of FROM introduction i "
    "LEFT JOIN person p ON p.id = i.by_person_id WHERE i.id = :id"
)
_SIDES = (
    "SELECT s.person_id, coalesce(p.full_name, s.name) AS name, s.reason, s.answer, s.asked_on, s.answered_on "
    "FROM introduction_side s LEFT JOIN person p ON p.id = s.person_id WHERE s.introduction_id = :id ORDER BY s.place"
)
_NAMELESS = "Say who the other side is: then the mail to both is drafted here."


class _Side(NamedTuple):
    person: DraftPerson
    person_id: int | None
    reason: str  # why the other one is worth meeting, as this side is told
    answer: str
    asked_on: date | None


class _Introduction(NamedTuple):
    state: str
    by: DraftPerson | None  # None: the user introduces
    made_on: date | None
    thanked_on: date | None
    came_of: str
    sides: tuple[_Side, ...]


def draft_introduction_step(
    read: Reader,
    introduction_id: int,
    today: date,
    owner: str = "",
    to_person: int | None = None,
    anonymous: bool = False,
) -> MailDraft:
    """`to_person`: the side to write to, by the person's id; None: whom the next step is with.

    `anonymous`: the question does not name the other side. Raises NotUnderstood.
    """
    found = _read(read, introduction_id)
    if found.by is not None:
        return _received(read, found, found.by, today, owner)
    if found.state in ("made", "heard"):
        when = days_in_words.on(found.made_on or today, today)
        people = [side.person for side in _asked_of(found, to_person)]
        return make_mail(read, "introduction_heard", people, {"when": when, "owner": owner})
    if to_person is None and all(side.answer == "yes" for side in found.sides):
        return _joint(read, found.sides[0], found.sides[1], owner)
    side = _next_side(found, to_person, today)
    other = found.sides[0] if side is found.sides[1] else found.sides[1]
    return _question(read, side, other, today, owner, anonymous)


def _joint(read: Reader, one: _Side, other: _Side, owner: str) -> MailDraft:
    """To both, with a reason for each."""
    # A lower-case "name" such as "my accountant" is not a named person yet.
    if any(side.person.name[:1].islower() for side in (one, other)):
        return MailDraft((), "", "", _NAMELESS)
    words = {
        "one": one.person.first_name,
        "other": other.person.first_name,
        "about_other": presenting_sentence(other.person, _to(one, one.reason)),
        "about_one": presenting_sentence(one.person, _to(other, other.reason)),
        "owner": owner,
    }
    return make_mail(read, "introduction", [one.person, other.person], words)


def _question(read: Reader, side: _Side, other: _Side, today: date, owner: str, anonymous: bool) -> MailDraft:
    reason = _to(side, side.reason)
    present = anonymous_sentence if anonymous else presenting_sentence
    words = {"one": side.person.first_name, "about_other": present(other.person, reason), "owner": owner}
    if anonymous:
        return make_mail(read, "introduction_question_anonymous", [side.person], words)
    words["other"] = other.person.name
    if side.answer in ("asked", "later"):
        asked = side.asked_on
        when = days_in_words.on(asked, today) if asked else "a while ago"
        words["when"] = f"{when[:1].upper()}{when[1:]}"
        return make_mail(read, "introduction_nudge", [side.person], words)
    return make_mail(read, "introduction_question", [side.person], words)


def _received(read: Reader, found: _Introduction, by: DraftPerson, today: date, owner: str) -> MailDraft:
    """The thanks first; after it, what came of it."""
    side = next((one for one in found.sides if one.person_id is not None), found.sides[0])
    other = side.person.name
    if found.thanked_on is None:
        reason = _sentence(found.came_of)
        return make_mail(
            read, "introduction_thanks", [by], {"other": other, "reason": reason, "owner": owner}
        )
    when = days_in_words.on(found.made_on, today) if found.made_on else "some time ago"
    came_of = _sentence(found.came_of)
    words = {
        "other": other,
        "when": f"{when[:1].upper()}{when[1:]}",
        "came_of": came_of or "We are in touch, and I am glad of it.",
        "owner": owner,
    }
    return make_mail(read, "introduction_outcome", [by], words)


def _next_side(found: _Introduction, to_person: int | None, today: date) -> _Side:
    """The side named, else the one not asked yet, else the one asked longest ago. Raises NotUnderstood."""
    if to_person is not None:
        return _asked_of(found, to_person)[0]
    if found.state == "dropped":
        raise NotUnderstood("This introduction was dropped: there is nothing to write.")
    waiting = [side for side in found.sides if side.answer not in ("yes", "no")]
    not_asked = [side for side in waiting if side.answer == "not_asked"]
    return not_asked[0] if not_asked else min(waiting, key=lambda side: side.asked_on or today)


def _asked_of(found: _Introduction, to_person: int | None) -> list[_Side]:
    chosen = [side for side in found.sides if to_person is None or side.person_id == to_person]
    if not chosen:
        raise NotUnderstood("This person is no side of the introduction.")
    return chosen


def _read(read: Reader, introduction_id: int) -> _Introduction:
    row = read.one(_INTRODUCTION, id=introduction_id)
    rows = read.rows(_SIDES, id=introduction_id)
    if row is None or not rows:
        raise NotUnderstood("An introduction has two sides.")
    by = draft_person(read, row["by_person_id"], row["by_name"]) if row["by_person_id"] else None
    if by is None and len(rows) != 2:
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    sides = tuple(
        _Side(
            draft_person(read, one["person_id"], one["name"]),
            one["person_id"],
            one["reason"],
            one["answer"],
            _day(one["asked_on"] or one["answered_on"]),
        )
        for one in rows
    )
    return _Introduction(
        row["state"], by, _day(row["made_on"]), _day(row["thanked_on"]), row["came_of"], sides
    )


def _to(side: _Side, words: str) -> str:
    return in_second_person(words, recipients([side.person]))


def _sentence(words: str) -> str:
    text = " ".join(words.split())
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

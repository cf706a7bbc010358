"""Queries for asks: all of them in the sections of their page, those of one person, and those whose "not now" has ended."""

from datetime import date
from typing import Any, NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

_COLUMNS = (
    "SELECT a.id, a.person_id, a.words, a.why_you, a.respect, a.offer, a.size, a.state, a.asked_on, a.answered_on, "
    "a.answer_words, a.not_before_on FROM ask a"
)
_ASKED = f"{_COLUMNS} WHERE a.person_id = :id AND a.state <> 'draft' ORDER BY a.asked_on DESC, a.id DESC LIMIT :limit"
_DRAFT = f"{_COLUMNS} WHERE a.person_id = :id AND a.state = 'draft' ORDER BY a.id DESC LIMIT 1"
_DRAFTS = f"{_COLUMNS} WHERE a.state = 'draft' ORDER BY a.id DESC LIMIT :limit"
_ONE = f"{_COLUMNS} WHERE a.id = :id"
_UNANSWERED = (
    f"{_COLUMNS} WHERE a.state IN ('open', 'not_now', 'draft') ORDER BY a.asked_on, a.id LIMIT :limit"
)
_ANSWERED = f"{_COLUMNS} WHERE a.state IN ('yes', 'no') ORDER BY a.answered_on DESC, a.asked_on DESC, a.id DESC LIMIT :limit"
_ANSWERED_COUNT = "SELECT count(*) FROM ask WHERE state IN ('yes', 'no')"
# CROSS JOIN fixes the join order: without statistics SQLite would start with all kept people.
# A "not now" is obsolete if there is a newer ask.
_ALL_OVER = """
SELECT a.id, a.person_id, p.full_name, p.uid, a.words, a.asked_on, a.not_before_on, a.answer_words
FROM ask a CROSS JOIN person p ON p.id = a.person_id
WHERE a.state = 'not_now' AND a.not_before_on <= :today AND p.standing = 'kept'
AND NOT EXISTS (SELECT 1 FROM ask n WHERE n.person_id = a.person_id AND n.state <> 'draft'
  AND (n.asked_on, n.id) > (a.asked_on, a.id))
"""
_OVER = f"{_ALL_OVER} ORDER BY a.not_before_on DESC, a.id DESC LIMIT :limit"
_ONE_OVER = f"{_ALL_OVER} AND a.id = :id"
_AHEAD = f"{_ALL_OVER.replace('<= :today', '>= :today')} ORDER BY a.not_before_on, a.id LIMIT :limit"


class AskLine(NamedTuple):
    """`state`: draft, open, yes, no or not_now; `not_before` is set for not_now only; a draft has no `asked_on`."""

    id: int
    person_id: int
    words: str
    why_you: str
    respect: str
    offer: str
    size: str
    state: str
    asked_on: date | None
    answered_on: date | None
    answer: str
    not_before: date | None


class ListedAsk(NamedTuple):
    """`key` is "ask-12"."""

    ask: AskLine
    person: PersonRef

    @property
    def key(self) -> str:
        return f"ask-{self.ask.id}"


class AskSections(NamedTuple):
    """The sections of the page. Open ones are longest waiting first, "not now" by the day to ask again, drafts and
    answered ones newest first. `answered_count` also counts those that are not listed."""

    open: tuple[ListedAsk, ...]
    not_now: tuple[ListedAsk, ...]
    drafts: tuple[ListedAsk, ...]
    answered: tuple[ListedAsk, ...]
    answered_count: int

    @property
    def listed(self) -> tuple[ListedAsk, ...]:
        return (*self.open, *self.not_now, *self.drafts, *self.answered)


class NotNowOver(NamedTuple):
    """A person may be asked again: `over_on` is the end of the "not now", `answer` the words of the answer."""

    ask_id: int
    person_id: int
    name: str
    uid: str
    words: str
    asked_on: date
    over_on: date
    answer: str


def ask_sections(read: Reader, answered: int, limit: int = 1000) -> AskSections:
    """At most `answered` answered ones. The limit of the others is beyond what one person can have in hand."""
    waiting = [_line(row) for row in read.rows(_UNANSWERED, limit=limit)]
    done = [_line(row) for row in read.rows(_ANSWERED, limit=answered)]
    people = person_refs(read, (one.person_id for one in [*waiting, *done]))
    listed = [ListedAsk(one, people[one.person_id]) for one in waiting]
    of_state = {
        state: [one for one in listed if one.ask.state == state] for state in ("open", "not_now", "draft")
    }
    return AskSections(
        open=tuple(of_state["open"]),
        not_now=tuple(sorted(of_state["not_now"], key=lambda one: one.ask.not_before or date.max)),
        drafts=tuple(reversed(of_state["draft"])),
        answered=tuple(ListedAsk(one, people[one.person_id]) for one in done),
        answered_count=int(read.value(_ANSWERED_COUNT) or 0),
    )


def of_person(read: Reader, person_id: int, limit: int = 50) -> list[AskLine]:
    """Asks without drafts, newest first."""
    return [_line(row) for row in read.rows(_ASKED, id=person_id, limit=limit)]


def draft_for(read: Reader, person_id: int) -> AskLine | None:
    """The latest draft for the person."""
    row = read.one(_DRAFT, id=person_id)
    return None if row is None else _line(row)


def drafts(read: Reader, limit: int) -> list[AskLine]:
    """Newest first."""
    return [_line(row) for row in read.rows(_DRAFTS, limit=limit)]


def not_now_over(read: Reader, today: date, limit: int = 50) -> list[NotNowOver]:
    """Ended "not now" answers of kept people, latest end date first."""
    return [_over(row) for row in read.rows(_OVER, today=today.isoformat(), limit=limit)]


def not_now_ahead(read: Reader, today: date, limit: int) -> list[NotNowOver]:
    """As `not_now_over`, of those whose day is today or still to come; soonest first."""
    return [_over(row) for row in read.rows(_AHEAD, today=today.isoformat(), limit=limit)]


def not_now_of(read: Reader, ask_id: int, today: date) -> NotNowOver | None:
    """As `not_now_over` for one ask; None if it has not ended, or was answered or asked again since."""
    row = read.one(_ONE_OVER, id=ask_id, today=today.isoformat())
    return None if row is None else _over(row)


def one(read: Reader, ask_id: int) -> AskLine | None:
    row = read.one(_ONE, id=ask_id)
    return None if row is None else _line(row)


def _over(row: Any) -> NotNowOver:
    return NotNowOver(
        row["id"],
        row["person_id"],
        row["full_name"],
        row["uid"],
        row["words"],
        date.fromisoformat(row["asked_on"]),
        date.fromisoformat(row["not_before_on"]),
        row["answer_words"],
    )


def _line(row: Any) -> AskLine:
    return AskLine(
        row["id"],
        row["person_id"],
        row["words"],
        row["why_you"],
        row["respect"],
        row["offer"],
        row["size"],
        row["state"],
        _day(row["asked_on"]),
        _day(row["answered_on"]),
        row["answer_words"],
        _day(row["not_before_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

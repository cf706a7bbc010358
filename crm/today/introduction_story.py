"""An introduction as its panel shows it: both sides, status, benefit and next step."""

from dataclasses import dataclass
from datetime import date

from crm.introductions.stages import follow_up_on
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import wanted
from crm.today import row_details
from crm.today.row_details import PromiseDetails, RowTopic, Side

_PROMISE_OF = "SELECT promise_id FROM introduction WHERE id = :id"


@dataclass(frozen=True, slots=True)
class IntroductionStory:
    """`id` is None while only the promise is stored; the first answer creates the introduction."""

    id: int | None
    promise_id: int
    stage: str
    sides: tuple[Side, ...]
    status: str  # "both said yes to being introduced"
    benefit: str  # "Ana is looking for a packaging designer. Ben can help with packaging and print."
    next_step: str  # "On 12 December Goodturn asks you how it went."


def of_promise(read: Reader, promise_id: int, today: date) -> IntroductionStory | None:
    """None if the promise does not exist or is not an introduction."""
    found = row_details.promise(read, promise_id)
    if found is None or found.kind != "introduction":
        return None
    sides = found.sides or tuple(Side(person) for person in found.people)
    return IntroductionStory(
        id=found.introduction_id,
        promise_id=found.id,
        stage=found.stage or "offered",
        sides=sides,
        status=describe_status(sides, found.stage or "offered"),
        benefit=describe_benefit(found),
        next_step=_describe_next_step(found, today),
    )


def of_introduction(read: Reader, introduction_id: int, today: date) -> IntroductionStory | None:
    promise_id = read.value(_PROMISE_OF, id=introduction_id)
    return of_promise(read, promise_id, today) if promise_id else None


def describe_status(sides: tuple[Side, ...], stage: str) -> str:
    """One clause. Never names the side that declined."""
    answers = [side.answer for side in sides]
    if stage in ("made", "heard"):
        return "introduced" if stage == "made" else "introduced, and you heard back"
    if stage == "dropped" or "no" in answers:
        return "not this time"
    if answers and all(answer == "yes" for answer in answers):
        return "both said yes to being introduced"
    agreed = [side.person.first_name for side in sides if side.answer == "yes"]
    later = [side.person.first_name for side in sides if side.answer == "later"]
    waiting = [side.person.first_name for side in sides if side.answer == "asked"]
    parts = [f"{name} said yes" for name in agreed] + [f"{name} said later" for name in later]
    parts += [f"{name} has not answered yet" for name in waiting]
    return ", ".join(parts) or "nobody has been asked yet"


def describe_benefit(promise: PromiseDetails) -> str:
    """Sentences from stored reasons, then what each side looks for, then what each can help with."""
    sentences = []
    for person in promise.people:
        wishes = _words(promise.topics, person.id, "looking_for")
        if wishes:
            sentences.append(f"{person.first_name} is looking for {wanted(wishes[0])}.")
    for person in promise.people:
        offers = _words(promise.topics, person.id, "can_help_with")
        if offers:
            sentences.append(f"{person.first_name} can help with {_join_with_and(offers[:2])}.")
    reasons = [f"{side.reason.rstrip('.')}." for side in promise.sides if side.reason]
    return " ".join([*reasons, *sentences])


def _words(topics: tuple[RowTopic, ...], person_id: int | None, kind: str) -> list[str]:
    return [topic.words for topic in topics if (topic.person_id, topic.kind) == (person_id, kind)]


def _join_with_and(words: list[str]) -> str:
    return " and ".join(words)


def _describe_next_step(promise: PromiseDetails, today: date) -> str:
    if promise.stage == "heard":
        return ""
    asked_on = follow_up_on(promise.introduced_on or today)
    if asked_on <= today:
        return ""
    return f"On {days_in_words.plain(asked_on, today)} Goodturn asks you how it went."

"""Texts of rows about promises, by the user and by others."""

from datetime import date

from crm.introductions.stages import SideAnswer, ask_again_on
from crm.promises import promise_titles
from crm.promises.kinds import DEFAULT_DAYS
from crm.text import days_in_words
from crm.text.shared_phrases import over, wanted, where
from crm.today import note_quotes
from crm.today.row_details import PromiseDetails, RowTopic, Side

_ACTIONS = {"introduction": "Draft it", "share": "Draft it", "thank": "Draft it", "recommend": "Draft it"}


def what(promise: PromiseDetails) -> str:
    names = [person.name for person in promise.people]
    if promise.kind == "introduction" and promise.stage == "made":
        return f"Ask {promise_titles.join_names(names)} how it went"
    asked = [side for side in promise.sides if side.answer in ("asked", "later")]
    first = [side for side in promise.sides if side.answer == "not_asked"]
    if promise.state == "waiting" and asked:
        return _ask(promise, _due_sides(promise, asked), " again")
    if first and len(first) < len(promise.sides):
        return _ask(promise, first, "")
    if promise.kind == "share" and promise.item_title and names:
        return f"Send {promise_titles.join_names(names)} “{promise.item_title}”"
    return promise_titles.title(promise.kind, promise.words, names)


def _due_sides(promise: PromiseDetails, asked: list[Side]) -> list[Side]:
    """Those to be asked on the day the promise waits for: whoever said "later" may have a day after it."""
    days = [
        ask_again_on(SideAnswer(side.answer, side.asked_on, side.later_until), date.min) for side in asked
    ]
    back_on = promise.back_on or date.max
    return [side for side, day in zip(asked, days, strict=True) if day <= back_on] or asked


def _ask(promise: PromiseDetails, sides: list[Side], again: str) -> str:
    """ "Ask Ben Okafor again about meeting Ana Ruiz"."""
    names = [side.person.name for side in sides]
    others = [side.person.name for side in promise.sides if side not in sides]
    whom = promise_titles.join_names(others) if others else "each other"
    return f"Ask {promise_titles.join_names(names)}{again} about meeting {whom}"


def title_in_sentence(promise: PromiseDetails) -> str:
    """`what` for use inside a sentence: "send Mei Kobayashi the pricing article"."""
    return promise_titles.within_sentence(what(promise))


def why(promise: PromiseDetails, today: date) -> str:
    if promise.advice:
        return _advice(promise, today)
    if promise.kind == "introduction":
        return _introduction(promise, today)
    if promise.received_on is not None:
        return f"{_names_prefix(promise)}introduced you {days_in_words.on(promise.received_on, today)}"
    quote = note_quotes.best_sentence(promise.note, promise.words)
    place = where(promise.meeting_kind, promise.met_on, today)
    if quote:
        return f"{note_quotes.quoted(quote)}, {place}"
    return f"You promised {_names_prefix(promise)}{place or days_in_words.on(promise.promised_on, today)}"


def evidence(promise: PromiseDetails, due: date | None, today: date) -> tuple[str, ...]:
    """The stored texts and days behind the row, one per line; for promises by the user and by others."""
    by = promise.by.name if promise.by else "You"
    place = over(promise.meeting_kind)
    made = (
        f"{by} promised on {days_in_words.plain(promise.promised_on, today)}{f', {place}' if place else ''}"
    )
    found = [f"{made}: “{promise.words}”"]
    if promise.stage == "made" and promise.introduced_on:
        found.append(f"You introduced them on {days_in_words.plain(promise.introduced_on, today)}")
    elif promise.state == "waiting" and promise.back_on:
        found.append(
            f"They were asked; the day to ask again is {days_in_words.plain(promise.back_on, today)}"
        )
    elif due:
        usual = (
            ""
            if promise.due_said
            else f", {days_in_words.counted(DEFAULT_DAYS[promise.kind], 'day')} are usual for it"
        )
        found.append(f"Due {days_in_words.plain(due, today)}{', as was said' if promise.due_said else usual}")
    if promise.advice:
        found.append(f"The advice: {note_quotes.quoted(promise.advice)}")
    if quote := note_quotes.best_sentence(promise.note, promise.words):
        found.append(f"Noted then: {note_quotes.quoted(quote)}")
    return (*found, *(f"{side.person.first_name}: {side.reason}" for side in promise.sides if side.reason))


def action(promise: PromiseDetails) -> str:
    return "They replied" if promise.stage == "made" else _ACTIONS.get(promise.kind, "Write")


def _advice(promise: PromiseDetails, today: date) -> str:
    given = f", {days_in_words.named(promise.advised_on, today)}" if promise.advised_on else ""
    tried = f". You noted: {promise.tried}" if promise.tried else ""
    return f"{note_quotes.quoted(promise.advice or '')}{given}{tried}"


def _introduction(promise: PromiseDetails, today: date) -> str:
    if promise.stage == "made":
        made = promise.introduced_on or promise.promised_on
        return f"You introduced them {days_in_words.on(made, today)}; hearing how it went closes the loop"
    offered = f"You offered {days_in_words.on(promise.promised_on, today)}"
    reason = next((side.reason for side in promise.sides if side.reason), "") or describe_need(promise)
    if reason:
        return f"{offered}: {reason}"
    quote = note_quotes.best_sentence(promise.note, promise.words)
    if quote:
        return f"{offered}: {note_quotes.quoted(quote)}"
    when = where(promise.meeting_kind, promise.met_on, today) or days_in_words.on(promise.promised_on, today)
    names = _names_prefix(promise)
    return f"You promised {when} to bring {names}together" if names else f"You promised it {when}"


def _names_prefix(promise: PromiseDetails) -> str:
    """ "Ana and Ben ", so that two rows of a day do not give the same reason."""
    names = promise_titles.join_names([person.first_name for person in promise.people])
    return f"{names} " if names else ""


def describe_need(promise: PromiseDetails) -> str:
    """What one side of an introduction looks for: "Ana is looking for a packaging designer"."""
    for person in promise.people:
        wish = _topic(promise.topics, person.id, "looking_for")
        if wish:
            return f"{person.first_name} is looking for {wanted(wish)}"
    return ""


def _topic(topics: tuple[RowTopic, ...], person_id: int | None, kind: str) -> str:
    return next((topic.words for topic in topics if (topic.person_id, topic.kind) == (person_id, kind)), "")


def what_is_owed(promise: PromiseDetails) -> str:
    promiser = promise.by.name if promise.by else "They"
    return promise_titles.title_of_promise_by_other(promise.words, promiser)


def why_is_owed(promise: PromiseDetails, today: date) -> str:
    place = where(promise.meeting_kind, promise.met_on, today) or days_in_words.on(promise.promised_on, today)
    due = f", for {days_in_words.named(promise.due, today)}" if promise.due else ""
    return f"Said {place}{due}. A friendly question is enough"

"""Describes the evidence for keeping in touch with a person. Pure."""

from collections.abc import Callable, Sequence
from datetime import date

from crm.promises.promise_titles import join_names
from crm.sorting.evidence import MeetingCount, PersonEvidence
from crm.text import days_in_words
from crm.text.names import first_name
from crm.text.shared_phrases import wanted
from crm.today import note_quotes

MAX_LENGTH = 190  # characters: three lines of the card
_KINDS = {
    "coffee": ("coffee", "coffees"),
    "call": ("call", "calls"),
    "video": ("video call", "video calls"),
    "meal": ("meal", "meals"),
    "walk": ("walk", "walks"),
    "visit": ("visit", "visits"),
    "event": ("event", "events"),
    "message": ("message", "messages"),
    "email": ("e-mail", "e-mails"),
    "letter": ("letter", "letters"),
    "meeting": ("meeting", "meetings"),
}
_POINTS = {
    "email": ("an e-mail address", "e-mail addresses"),
    "phone": ("a phone number", "phone numbers"),
    "address": ("an address", "addresses"),
}


def describe_role(person: PersonEvidence) -> str:
    """ "Operations lead, Norte Coffee"."""
    return ", ".join(part for part in (person.title, person.organisation) if part)


def describe_evidence(person: PersonEvidence, today: date) -> str:
    """As many sentences as the card has room for, in order of weight; at least one."""
    sentences: list[str] = []
    for describe in _SENTENCES:
        words = describe(person, today)
        sentence = words if words.endswith(("?", "…", "?”", "…”")) else f"{words}."
        if words and (not sentences or len(" ".join(sentences)) + len(sentence) < MAX_LENGTH):
            sentences.append(sentence)
    return " ".join(sentences) or "Only the name is known so far."


def _met(person: PersonEvidence, today: date) -> str:
    return _counted([met for met in person.meetings if met.state == "happened"], "", today)


def _in_calendar(person: PersonEvidence, today: date) -> str:
    return _counted([met for met in person.meetings if met.state == "proposed"], " in your calendar", today)


def _counted(met: Sequence[MeetingCount], where: str, today: date) -> str:
    """ "3 coffees and 2 calls, the last 5 weeks ago"; more than two kinds are summed: "12 meetings, the last yesterday"."""
    if not met:
        return ""
    total = sum(each.count for each in met)
    last = days_in_words.ago(max(each.last_on for each in met), today)
    if total == 1:
        return f"One {_KINDS[met[0].kind][0]}{where}, {last}"
    kinds = [(each.count, *_KINDS[each.kind]) for each in met]
    if len(met) > 2:
        kinds = [(total, *_KINDS["meeting"])]
    parts = [f"one {singular}" if count == 1 else f"{count} {plural}" for count, singular, plural in kinds]
    words = join_names(parts)
    return f"{words[:1].upper()}{words[1:]}{where}, the last {last}"


def _planned(person: PersonEvidence, today: date) -> str:
    if person.planned is None:
        return ""
    kind, on = person.planned
    return (
        f"You meet {days_in_words.on(on, today)}"
        if kind == "meeting"
        else f"{_KINDS[kind][0].capitalize()} {days_in_words.on(on, today)}"
    )


def _promised(person: PersonEvidence, today: date) -> str:
    parts = [
        f"you owe {_promises(person.promises_i_owe)}" if person.promises_i_owe else "",
        f"{_first_name(person)} owes you {_promises(person.promises_owed_to_me)}"
        if person.promises_owed_to_me
        else "",
    ]
    words = join_names([part for part in parts if part])
    return words[:1].upper() + words[1:]


def _promises(count: int) -> str:
    return "a promise" if count == 1 else f"{days_in_words.number(count)} promises"


def _introduced(person: PersonEvidence, today: date) -> str:
    return f"Introduced to you by {person.introduced_by}" if person.introduced_by else ""


def _colleagues(person: PersonEvidence, today: date) -> str:
    """ "At Norte Coffee with Ana Ruiz and Dev Chandra"."""
    if not person.colleagues:
        return ""
    others = person.colleagues if len(person.colleagues) < 4 else [*person.colleagues[:2], "others you know"]
    return f"At {person.organisation} with {join_names(others)}"


def _topic(person: PersonEvidence, today: date) -> str:
    if person.topic is None:
        return ""
    kind, words = person.topic
    by_kind = {"looking_for": f"is looking for {wanted(words)}", "can_help_with": f"can help with {words}"}
    return f"{_first_name(person)} {by_kind.get(kind, f'cares about {words}')}"


def _note(person: PersonEvidence, today: date) -> str:
    quote = note_quotes.best_sentence(person.note)
    return f"Last note: {note_quotes.quoted(quote)}" if quote else ""


def _how_met(person: PersonEvidence, today: date) -> str:
    met = next(iter(note_quotes.sentences(person.how_we_met)), "")
    return f"How you met: {note_quotes.shortened(met)}" if met else ""


def _tags(person: PersonEvidence, today: date) -> str:
    return f"Tagged {join_names(person.tags)}" if person.tags else ""


def _contact_points(person: PersonEvidence, today: date) -> str:
    words = [(count, *_POINTS[kind]) for kind, count in person.contact_points]
    parts = [singular if count == 1 else f"{count} {plural}" for count, singular, plural in words]
    return f"You have {join_names(parts)}" if parts else ""


_SENTENCES: tuple[Callable[[PersonEvidence, date], str], ...] = (
    _met, _planned, _in_calendar, _promised, _introduced, _colleagues, _topic, _note, _how_met, _tags, _contact_points,
)  # fmt: skip


def _first_name(person: PersonEvidence) -> str:
    return first_name(person.name, person.given)

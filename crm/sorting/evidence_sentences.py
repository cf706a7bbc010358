"""What speaks for keeping up with someone, in sentences built from what is stored. Pure."""

from collections.abc import Callable, Sequence
from datetime import date

from crm.promises.promise_titles import join_names
from crm.sorting.evidence import Candidate, Met
from crm.text import days_in_words
from crm.text.names import first_name
from crm.text.shared_phrases import wanted
from crm.today import note_quotes

LONGEST = 190  # characters: three lines of the card
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


def about(one: Candidate) -> str:
    """ "Operations lead, Norte Coffee"."""
    return ", ".join(part for part in (one.title, one.organisation) if part)


def evidence(one: Candidate, today: date) -> str:
    """The weightiest sentences, as many as the card has room for; always at least one."""
    told: list[str] = []
    for tell in _TELLING:
        words = tell(one, today)
        sentence = words if words.endswith(("?", "…", "?”", "…”")) else f"{words}."
        if words and (not told or len(" ".join(told)) + len(sentence) < LONGEST):
            told.append(sentence)
    return " ".join(told) or "Only the name is known so far."


def _met(one: Candidate, today: date) -> str:
    return _counted([met for met in one.met if met.state == "happened"], "", today)


def _in_calendar(one: Candidate, today: date) -> str:
    return _counted([met for met in one.met if met.state == "proposed"], " in your calendar", today)


def _counted(met: Sequence[Met], where: str, today: date) -> str:
    """ "3 coffees and 2 calls, the last 5 weeks ago"; of many kinds together: "12 meetings, the last yesterday"."""
    if not met:
        return ""
    every = sum(each.many for each in met)
    last = days_in_words.ago(max(each.last_on for each in met), today)
    if every == 1:
        return f"One {_KINDS[met[0].kind][0]}{where}, {last}"
    kinds = [(each.many, *_KINDS[each.kind]) for each in met]
    if len(met) > 2:
        kinds = [(every, *_KINDS["meeting"])]
    parts = [f"one {one}" if many == 1 else f"{many} {several}" for many, one, several in kinds]
    words = join_names(parts)
    return f"{words[:1].upper()}{words[1:]}{where}, the last {last}"


def _planned(one: Candidate, today: date) -> str:
    if one.planned is None:
        return ""
    kind, on = one.planned
    return (
        f"You meet {days_in_words.on(on, today)}"
        if kind == "meeting"
        else f"{_KINDS[kind][0].capitalize()} {days_in_words.on(on, today)}"
    )


def _promised(one: Candidate, today: date) -> str:
    parts = [
        f"you owe {_promises(one.i_owe)}" if one.i_owe else "",
        f"{_first_name(one)} owes you {_promises(one.owes_me)}" if one.owes_me else "",
    ]
    words = join_names([part for part in parts if part])
    return words[:1].upper() + words[1:]


def _promises(many: int) -> str:
    return "a promise" if many == 1 else f"{days_in_words.number(many)} promises"


def _introduced(one: Candidate, today: date) -> str:
    return f"Introduced to you by {one.introduced_by}" if one.introduced_by else ""


def _colleagues(one: Candidate, today: date) -> str:
    """ "At Norte Coffee with Ana Ruiz and Dev Chandra"."""
    if not one.colleagues:
        return ""
    others = one.colleagues if len(one.colleagues) < 4 else [*one.colleagues[:2], "others you know"]
    return f"At {one.organisation} with {join_names(others)}"


def _topic(one: Candidate, today: date) -> str:
    if one.topic is None:
        return ""
    kind, words = one.topic
    said = {"looking_for": f"is looking for {wanted(words)}", "can_help_with": f"can help with {words}"}
    return f"{_first_name(one)} {said.get(kind, f'cares about {words}')}"


def _note(one: Candidate, today: date) -> str:
    quote = note_quotes.telling(one.note)
    return f"Last note: {note_quotes.quoted(quote)}" if quote else ""


def _how(one: Candidate, today: date) -> str:
    met = next(iter(note_quotes.sentences(one.how_we_met)), "")
    return f"How you met: {note_quotes.shortened(met)}" if met else ""


def _tagged(one: Candidate, today: date) -> str:
    return f"Tagged {join_names(one.tags)}" if one.tags else ""


def _reached(one: Candidate, today: date) -> str:
    words = [(many, *_POINTS[kind]) for kind, many in one.points]
    parts = [alone if many == 1 else f"{many} {several}" for many, alone, several in words]
    return f"You have {join_names(parts)}" if parts else ""


_TELLING: tuple[Callable[[Candidate, date], str], ...] = (
    _met, _planned, _in_calendar, _promised, _introduced, _colleagues, _topic, _note, _how, _tagged, _reached,
)  # fmt: skip


def _first_name(one: Candidate) -> str:
    return first_name(one.name, one.given)

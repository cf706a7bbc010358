"""`asks [open|not_now|draft|PERSON]`: the asks: those without an answer first, the answered ones newest first."""

from collections.abc import Iterator
from typing import Any

from crm.asks.queries import ask_sections
from crm.commands.command_call import Call
from crm.people.lookup import find_person
from crm.text.outside_text import readable
from crm.things.documents.ask import documents

_STATES = ("open", "not_now", "draft", "yes", "no")
_ALL = 100_000


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    state = (
        words[0].lower().replace("-", "_") if words and words[0].lower().replace("-", "_") in _STATES else ""
    )
    name = " ".join(words[1:] if state else words)
    person_id = find_person(call.read, name) if name else None
    listed = ask_sections(call.read, answered=_ALL, limit=_ALL).listed
    ids = [
        one.ask.id
        for one in listed
        if (not state or one.ask.state == state) and person_id in (None, one.ask.person_id)
    ]
    by_key = {one["key"]: one for one in documents(call.read, ids)}
    found = [by_key[f"ask-{one}"] for one in ids]
    return call.answer({"asks": found}, _lines(found))


def _lines(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        on = f", asked on {one['asked_on']}" if one["asked_on"] else ""
        until = f" until {one['until']}" if one["until"] else ""
        said = f": “{one['answer_words']}”" if one["answer_words"] else ""
        yield f"{one['person']}: {one['words']} ({one['state'].replace('_', ' ')}{until}{on}){said}  [{one['key']}]"
    if not found:
        yield "No asks."

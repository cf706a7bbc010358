"""`meetings [coming|past|proposed|missed] [PERSON] [WORDS]`: coming ones soonest first, all others newest first."""

from collections.abc import Iterator
from typing import Any

from crm.commands.command_call import Call
from crm.commands.leading_person import leading_person
from crm.meetings.event_purpose import split_purpose
from crm.meetings.meeting_list import PARTS, meeting_ids
from crm.text.outside_text import readable
from crm.things.documents.meeting import documents


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    part = PARTS.get(words[0], "") if words else ""
    person_id, rest = leading_person(call.read, words[1:] if part else words)
    found = documents(call.read, meeting_ids(call.read, part, call.today, person_id, " ".join(rest)))
    return call.answer({"meetings": found}, _lines(found))


def _lines(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        at = f" {one['at']}" if one["at"] else ""
        place = f" at {one['place']}" if one["place"] else ""
        with_whom = f" with {', '.join(one['people'])}" if one["people"] else ""
        name = split_purpose(one["purpose"]).name if one["kind"] == "event" else ""
        yield f"{one['on']}{at}  {one['kind']}{f' “{name}”' if name else ''}{with_whom}{place} ({one['state']})  [{one['key']}]"
    if not found:
        yield "No meetings."

"""`advice [PERSON]`: what was advised, by the user or to the user; loops to close first."""

from collections.abc import Iterator
from typing import Any

from crm.advice import queries
from crm.commands.command_call import Call
from crm.people.lookup import find_person
from crm.things.documents.advice import documents


def run(call: Call) -> int:
    person_id = find_person(call.read, call.text) if call.text.strip() else None
    ids = queries.ids(call.read, person_id)
    by_key = {one["key"]: one for one in documents(call.read, ids)}
    found = [by_key[f"advice-{each}"] for each in ids]
    return call.answer({"advice": found}, _lines(found))


def _lines(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        whose = f"{one['person']} advised" if one["direction"] == "received" else f"I advised {one['person']}"
        day = f"{one['on']}  " if one["on"] else ""
        yield f"{day}{whose}: {one['words']} ({_state(one)})  [{one['key']}]"
    if not found:
        yield "No advice."


def _state(one: dict[str, Any]) -> str:
    is_received = one["direction"] == "received"
    tried = (
        {"yes": "tried", "no": "decided against"}.get(one["tried"], "not tried yet") if is_received else ""
    )
    by = f"by {one['try_by']}" if one["try_by"] and not one["tried"] else ""
    done = "told" if is_received else "asked"
    told = f"{done} on {one['told_on']}" if one["told_on"] else f"not {done} yet"
    return ", ".join(part for part in (tried, by, told) if part)

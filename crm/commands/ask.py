"""`ask PERSON TEXT [why=.. respect=.. offer=.. size=..] [--draft]`: notes an ask, or keeps it as a draft."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crm.asks import asking
from crm.asks.asking import AskFields
from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.commands.leading_person import leading_person
from crm.errors import NothingFound, NotUnderstood
from crm.guard.facts import facts_about
from crm.guard.rules import Caution, cautions_for_ask
from crm.text.assignments import parse_assignment
from crm.text.outside_text import readable
from crm.things.key import Key
from crm.things.one import document

_FIELD = re.compile(r"(?:why|respect|offer|size)\s{0,20}(?:\+=|-=|=)")


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    fields = _fields([word for word in words if _FIELD.match(word)])
    person_id, rest = leading_person(call.read, [word for word in words if not _FIELD.match(word)])
    if person_id is None:
        raise NothingFound(f"Nobody here is called “{words[0]}”.")
    if not rest:
        raise UsageError("Say whom you ask, and what.", call.request.command)
    cautions = cautions_for_ask(facts_about(call.read, person_id, call.today), call.today)
    save = asking.draft if "draft" in call.request.switches else asking.ask
    with call.work() as work:
        ask_id = save(work, person_id, " ".join(rest), **fields)
    found = document(call.read, Key("ask", ask_id))
    return call.answer(found, _lines(found, cautions))


def _fields(words: list[str]) -> AskFields:
    given: dict[str, str] = {}
    for one in (parse_assignment(word, "why=...") for word in words):
        if one.operator != "=" or one.field in given:
            raise NotUnderstood(f"{one.field}= stands once, with =.")
        given[one.field] = one.value
    fields: AskFields = {}
    if "why" in given:
        fields["why_you"] = given["why"]
    if "respect" in given:
        fields["respect"] = given["respect"]
    if "offer" in given:
        fields["offer"] = given["offer"]
    if "size" in given:
        fields["size"] = given["size"]
    return fields


def _lines(found: Mapping[str, Any], cautions: list[Caution]) -> Iterator[str]:
    yield from thing_lines(found)
    for one in cautions[:1]:
        yield f"{one.sentence} {one.advice}"

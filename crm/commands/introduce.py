"""`introduce PERSON PERSON [reason_a=.. reason_b=..] [--idea]`: offers an introduction, or keeps the idea of one."""

import re

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.introductions import answer_with_introduction
from crm.errors import NotUnderstood
from crm.introductions.offering import ProposedSide, introduce
from crm.people.lookup import find_person
from crm.text.assignments import parse_assignment
from crm.text.outside_text import readable

_FIELD = re.compile(r"\s{0,20}[A-Za-z_]{1,40}\s{0,20}(\+=|-=|=)")
_FIELDS = ("reason_a", "reason_b")


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    names = [word for word in words if not _FIELD.match(word)]
    if len(names) != 2:
        raise UsageError(
            "An introduction is between two people: name both, each in quotes.", call.request.command
        )
    given: dict[str, str] = {}
    for word in words:
        if _FIELD.match(word):
            one = parse_assignment(word, "reason_a=...")
            if one.field not in _FIELDS or one.operator != "=" or one.field in given:
                raise NotUnderstood(
                    "The fields are reason_a= and reason_b=, each once: why to meet the other."
                )
            given[one.field] = one.value
    people = [find_person(call.read, name) for name in names]
    sides = [ProposedSide(who, given.get(field)) for who, field in zip(people, _FIELDS, strict=True)]
    with call.work() as work:
        introduction_id = introduce(work, sides[0], sides[1], as_idea="idea" in call.request.switches)
    return answer_with_introduction(call, introduction_id)

"""`check-ask TEXT [--to PERSON]`: what makes this ask vague, or too soon for that person."""

from collections.abc import Iterator
from dataclasses import asdict

from crm.asks.vague_asks import AskFinding, check_ask
from crm.commands.command_call import Call
from crm.errors import NotUnderstood
from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import facts_about
from crm.guard.rules import cautions_for_ask
from crm.people.lookup import find_person


def run(call: Call) -> int:
    if not call.text.strip():
        raise NotUnderstood("There is nothing to check.")
    found, known = check_ask(call.text), ""
    if "to" in call.request.values:
        facts = facts_about(call.read, find_person(call.read, call.request.values["to"]), call.today)
        found += [
            AskFinding(one.rule, None, None, one.sentence, one.advice)
            for one in cautions_for_ask(facts, call.today)
        ]
        known = describe_facts(facts, call.today)
    return call.answer({"findings": [asdict(one) for one in found]}, _lines(found, known))


def _lines(found: list[AskFinding], known: str) -> Iterator[str]:
    if known:
        yield known
    for one in found:
        yield f"{_describe_finding(one)} {one.advice}"
    if not found:
        yield "Nothing to find fault with: clear, and easy to answer."


def _describe_finding(one: AskFinding) -> str:
    if one.start is not None:
        return f"“{one.words}”:"
    return one.words if one.words.endswith(".") else f"{one.words.capitalize()}:"

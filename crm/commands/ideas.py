"""`ideas [PERSON]`: who might meet whom, with the words of both; ideas that were kept come first."""

from collections.abc import Iterator
from typing import Any

from crm.commands.command_call import Call
from crm.introductions.evidence import Evidence
from crm.introductions.ideas import Idea, find_ideas
from crm.introductions.kept_ideas import KeptIdea, kept_ideas
from crm.people.lookup import find_person


def run(call: Call) -> int:
    person_id = find_person(call.read, call.text) if call.words else None
    kept = kept_ideas(call.read, person_id)
    found = find_ideas(call.read, call.today, person_id)
    documents = [*map(_kept_document, kept), *map(_document, found)]
    return call.answer({"ideas": documents}, _lines(kept, found))


def _document(idea: Idea) -> dict[str, Any]:
    return {
        "people": [one.name for one in idea.people],
        "why": [_why(idea.seeker.name, idea.seeks), _why(idea.helper.name, idea.helps)],
        "sentence": idea.sentence,
        "reasons": [idea.reasons.for_seeker, idea.reasons.for_helper],
        "notes": list(idea.notes),
    }


def _why(name: str, evidence: Evidence) -> dict[str, Any]:
    return {"person": name, "words": evidence.words, "key": evidence.key, "kind": evidence.kind}


def _kept_document(idea: KeptIdea) -> dict[str, Any]:
    """What is known of a kept idea are its reasons, which stand in the introduction."""
    key, reasons = f"introduction-{idea.introduction_id}", [idea.reason, idea.other_reason]
    names = [idea.one.name, idea.other.name]
    why = [
        {"person": name, "words": words, "key": key, "kind": "reason"}
        for name, words in zip(names, reasons, strict=True)
        if words
    ]
    return {"people": names, "why": why, "sentence": "", "reasons": reasons, "notes": [], "key": key}


def _lines(kept: list[KeptIdea], found: list[Idea]) -> Iterator[str]:
    for one in kept:
        reasons = " ".join(reason for reason in (one.reason, one.other_reason) if reason)
        yield f"{one.one.name} could meet {one.other.name}{f': {reasons}' if reasons else ''}  [introduction-{one.introduction_id}]"
    for idea in found:
        yield f"{idea.seeker.name} could meet {idea.helper.name}"
        yield f"  {idea.sentence}  [{idea.seeks.key}, {idea.helps.key}]"
        yield from (f"  {note}" for note in idea.notes)
    if not kept and not found:
        yield "No ideas yet. They come from what people look for and what others can help with."

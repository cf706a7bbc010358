"""`log TEXT`: logs what happened from plain words; with --dry-run only shows what was understood."""

from collections.abc import Iterator
from typing import Any

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.commands.command_call import Call
from crm.errors import NotUnderstood
from crm.meetings.log_json import log_report
from crm.meetings.logging import log
from crm.promises import promise_titles


def run(call: Call) -> int:
    text = call.stdin() if call.request.reads_standard_input else call.text
    if not text.strip():
        raise NotUnderstood("There is nothing to log.")
    draft = understand(text, call.today, Names.from_reader(call.read))
    logged = None
    if not draft.ambiguous and "dry-run" not in call.request.switches:
        with call.work() as work:
            logged = log(work, draft)
    document = log_report(draft, logged)
    if draft.ambiguous:
        call.complain(describe_ambiguity(draft))
    return call.answer(document, log_lines(document), 1 if draft.ambiguous else 0)


def describe_ambiguity(draft: Draft) -> str:
    unclear = ", ".join(f"“{one.typed}”" for one in draft.ambiguous)
    return f"Nothing was saved: {unclear} could be several people. Write the full name."


def log_lines(document: dict[str, Any]) -> Iterator[str]:
    """The lines for a *log* document."""
    meeting = document["meeting"]
    if meeting:
        place = f" at {meeting['place']}" if meeting["place"] else ""
        at = f" {meeting['at']}" if meeting["at"] else ""
        yield f"{meeting['kind']} on {meeting['on']}{at}{place} ({meeting['state']})"
    for person in document["people"]:
        yield f"  {person['status']}: {person['name']}{_others(person)}"
    for promise in document["promises"]:
        yield f"  {_promise(promise)}{', due ' + promise['due'] if promise['due'] else ''}"
    for topic in document["topics"]:
        yield f"  {topic['person']} {topic['kind'].replace('_', ' ')}: {topic['topic']}"
    for advice in document["advice"]:
        yield f"  advice {advice['direction']}, {advice['person']}: {advice['words']}"
    if document["note"]:
        yield f"  note: {document['note']}"


def _promise(promise: dict[str, Any]) -> str:
    if promise["by"] != "me":
        return f"{promise['by']} promised: {promise['what']}"
    title = promise_titles.title(promise["kind"], promise["what"], promise["people"])
    return f"I promised: {promise_titles.within_sentence(title)}"


def _others(person: dict[str, Any]) -> str:
    """The other candidates, where the choice is ambiguous."""
    if person["status"] not in ("ambiguous", "assumed") or not person["candidates"]:
        return ""
    return ": " + ", ".join(f"{one['name']} ({one['id']})" for one in person["candidates"])

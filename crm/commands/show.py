"""`show PERSON`: one person with everything."""

from typing import Any

from crm.commands.command_call import Call
from crm.matching.compared_person import POINTS
from crm.people.between_you import describe_between_you
from crm.people.lookup import find_person
from crm.people.short_names import person_refs
from crm.text.date_lines import describe_death
from crm.things.documents.person import detailed_document


def run(call: Call) -> int:
    person_id = find_person(call.read, call.text)
    between = describe_between_you(call.read, person_refs(call.read, [person_id])[person_id], call.today)
    document = {**detailed_document(call.read, person_id), "between_you": between}
    return call.answer(document, person_lines(document))


def person_lines(document: dict[str, Any]) -> list[str]:
    """The lines for a *person* document."""
    lines = [document["full_name"]]
    role = ", ".join(part for part in (document["title"], document["organization"]) if part)
    lines += [role] if role else []
    lines.append(
        f"{document['standing']}, rhythm {document['rhythm']}, last contact {document['last_contact_on'] or 'never'}"
    )
    lines += [describe_death(document["died"])] if document["died"] else []
    for kind, one in POINTS.items():
        lines += [f"  {point['label'] or one}: {point['value']}" for point in document[kind]]
    for name in ("nickname", "birthday", "anniversary", "how_we_met", "introduced_by", "blurb"):
        lines += [f"  {name.replace('_', ' ')}: {document[name]}"] if document[name] else []
    lines += [f"  can do for me: {document['want']}"] if document.get("want") else []  # the owner alone
    lines += [f"  {date['label']}: {date['on']}" for date in document["dates"]]
    lines += [f"  {document['between_you']}"] if document.get("between_you") else []
    lines += [f"  tags: {', '.join(document['categories'])}"] if document["categories"] else []
    for kind, topics in document["topics"].items():
        lines += [f"  {kind.replace('_', ' ')}: {', '.join(topics)}"] if topics else []
    lines += [_promise(promise) for promise in document["promises"]]
    lines += [_meeting(meeting) for meeting in document.get("meetings", ())]
    notes = document["notes"] if "notes" in document else [{"on": None, "words": document["note"]}]
    lines += [f"  {note['on'] or 'note'}: {note['words']}" for note in notes if note["words"]]
    return lines


def _promise(promise: dict[str, Any]) -> str:
    promiser = "I promised" if promise["by"] == "me" else f"{promise['by']} promised"
    due = f", due {promise['due']}" if promise["due"] else ""
    return f"  {promiser}: {promise['what']} ({promise['state']}{due})"


def _meeting(meeting: dict[str, Any]) -> str:
    place = f" at {meeting['place']}" if meeting["place"] else ""
    purpose = f" “{meeting['purpose']}”" if meeting["purpose"] else ""
    note = f": {meeting['note']}" if meeting["note"] else ""
    return f"  {meeting['on']} {meeting['kind']}{purpose}{place} ({meeting['state']}){note}"

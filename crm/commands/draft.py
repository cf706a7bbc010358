"""`draft KEY [PERSON]`: the mail of the next step of a thing, to read, copy or pipe; nothing is sent."""

from crm import settings
from crm.commands.command_call import Call
from crm.drafts.next_draft import next_draft
from crm.people.lookup import find_person
from crm.text.outside_text import readable


def run(call: Call) -> int:
    name = readable(" ".join(call.words[1:]))
    found = next_draft(
        call.read,
        readable(call.words[0]),
        call.today,
        settings.value(call.read, settings.OWNER_NAME),
        person_id=find_person(call.read, name) if name.strip() else None,
        anonymous="anonymous" in call.request.switches,
    )
    document = {"to": list(found.to), "subject": found.subject, "body": found.body, "note": found.note}
    lines = [f"To: {', '.join(found.to)}", f"Subject: {found.subject}", "", *found.body.split("\n")]
    return call.answer(document, [*lines, *(["", f"({found.note})"] if found.note else [])])

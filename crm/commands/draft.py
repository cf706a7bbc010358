"""`draft KEY [PERSON]`: the mail of the next step, to that side; also of a row of Today."""

from crm import settings
from crm.commands.command_call import Call
from crm.drafts.mail import MailDraft
from crm.drafts.mail_draft import draft_for
from crm.drafts.next_draft import next_draft
from crm.people.lookup import find_person
from crm.text.outside_text import readable
from crm.things.key import parse_key

# Rows of Today that are about a person or somebody else's promise; all others are keys of things.
_ROWS = ("owed", "stay_close", "open_door", "birthday", "anniversary", "date", "moved")


def run(call: Call) -> int:
    found = _draft(call)
    return call.answer(
        {"to": list(found.to), "subject": found.subject, "body": found.body, "note": found.note},
        _lines(found),
    )


def _draft(call: Call) -> MailDraft:
    owner = settings.value(call.read, settings.OWNER_NAME)
    word, *names = call.words
    kind = word.strip().partition("-")[0]
    if kind in _ROWS and not names:
        return draft_for(call.read, word.strip(), call.today, owner)
    key = parse_key(word)
    person = find_person(call.read, readable(" ".join(names))) if names else None
    return next_draft(call.read, key, call.today, owner, person, "anonymous" in call.request.switches)


def _lines(found: MailDraft) -> list[str]:
    head = [
        f"To: {', '.join(found.to)}" if found.to else f"To: ({found.note or 'no address'})",
        f"Subject: {found.subject}",
    ]
    return [*head, "", *found.body.split("\n")]

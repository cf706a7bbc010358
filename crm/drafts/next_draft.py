"""The mail of the next step of a thing: for the command `draft` and for the pages. Rows of Today have crm.drafts.mail_draft."""

from datetime import date

from crm.drafts.ask_mail import AskParts, draft_ask
from crm.drafts.introduction_steps import draft_introduction_step
from crm.drafts.mail import MailDraft
from crm.drafts.mail_draft import draft_of_promise
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.things.key import Key, missing

_ASK = (
    "SELECT a.person_id, p.full_name, a.words, a.why_you, a.offer FROM ask a JOIN person p ON p.id = a.person_id "
    "WHERE a.id = :id"
)
_INTRODUCTION_OF = "SELECT id FROM introduction WHERE promise_id = :id"
_PROMISE = "SELECT 1 FROM promise WHERE id = :id"
_EXISTS = "SELECT 1 FROM introduction WHERE id = :id"


def next_draft(
    read: Reader,
    key: Key,
    today: date,
    owner: str = "",
    to_person: int | None = None,
    anonymous: bool = False,
) -> MailDraft:
    """`to_person`: the side of an introduction that is written to. `anonymous` leaves out the other side's name.

    Raises NothingFound for a key that does not exist, NotUnderstood where there is nothing to write.
    """
    if key.kind == "promise" and (of := read.value(_INTRODUCTION_OF, id=key.id)) is not None:
        key = Key("introduction", of)
    match key.kind:
        case "introduction":
            if read.value(_EXISTS, id=key.id) is None:
                raise missing(key)
            return draft_introduction_step(read, key.id, today, owner, to_person, anonymous)
        case "promise":
            if read.value(_PROMISE, id=key.id) is None:
                raise missing(key)
            return draft_of_promise(read, key.id, today, owner)
        case "ask":
            return _ask(read, key, owner)
    raise NotUnderstood(
        f"There is no mail for {key}: it is one of an introduction, a promise, an ask or advice."
    )


def _ask(read: Reader, key: Key, owner: str) -> MailDraft:
    row = read.one(_ASK, id=key.id)
    if row is None:
        raise missing(key)
    parts = AskParts(row["words"], row["why_you"], row["offer"])
    return draft_ask(read, row["person_id"], row["full_name"], parts, owner)

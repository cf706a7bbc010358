"""Drafts the mail that passes on an item of the shelf, and a first version of the reason in it."""

from crm.drafts.addressing import in_second_person
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import draft_person, recipients
from crm.shelf.interested_people import InterestedPerson
from crm.shelf.whole_item import WholeItem
from crm.storage.reading import Reader
from crm.text.shared_phrases import wanted

_PROMISED = "As promised, here it is."


def draft_share(read: Reader, item: WholeItem, person_id: int, reason: str, owner: str = "") -> MailDraft:
    person = draft_person(read, person_id, "")
    words = {"Thing": item.title, "link": item.url, "reason": reason.strip(), "owner": owner}
    return make_mail(read, "share_item", [person], words)


def first_reason(read: Reader, item: WholeItem, person_id: int) -> str:
    """What speaks for sending it to this person, from the book; empty where nothing is known."""
    fits = next((one for one in item.welcome if one.id == person_id), None)
    if any(one.id == person_id for one in item.promised_to):
        begin = _PROMISED
    else:
        begin = _because_of_topic(fits) if fits is not None else ""
    person = draft_person(read, person_id, "")
    why = in_second_person(" ".join(item.why.split()), recipients([person]))
    return f"{begin} {why}".strip()


def _because_of_topic(fits: InterestedPerson) -> str:
    if fits.kind == "looking_for":
        return f"You said you are looking for {wanted(fits.topic)}."
    return f"I know you care about {fits.topic}." if fits.kind == "cares_about" else ""

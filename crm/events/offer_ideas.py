"""What the user could bring to an event for those they hope to meet, and a line to one of them beforehand."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import draft_person
from crm.events.whole_event import Hope, WholeEvent
from crm.introductions.suggestions import suggest
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details


class OfferIdea(NamedTuple):
    """`kind` is item or introduction. `words` would be kept as an offer in the user's words."""

    kind: str
    words: str
    note: str  # where it is from, and for whom
    person_id: int


def offer_ideas(read: Reader, event: WholeEvent) -> list[OfferIdea]:
    """Shelf items that fit and were never sent, and introductions with evidence; what was taken over is left out."""
    taken = {one.words for one in event.offers}
    found: dict[str, OfferIdea] = {}
    for hope in event.hopes:
        if hope.person.id is not None:
            for idea in _ideas_for(read, hope.person.id, hope.person.first_name):
                found.setdefault(idea.words, idea)
    return [one for words, one in found.items() if words not in taken]


def _ideas_for(read: Reader, person_id: int, first_name: str) -> Iterator[OfferIdea]:
    person = row_details.person(read, person_id)
    if person is not None and person.fitting_item is not None:
        title = person.fitting_item.title
        yield OfferIdea("item", f"“{title}”", f"your shelf; {first_name} has not had it", person_id)
    found = suggest(read, person_id)
    if found is not None:
        does = "can help with" if found.helps else "looks for"
        words = f"{found.other.name}, who {does} {found.topic}"
        yield OfferIdea("introduction", words, f"for {first_name}", person_id)


def hope_line(hope: Hope, today: date) -> str:
    """One line about a person the user hopes to meet."""
    waits = hope.not_before is not None and hope.not_before > today
    if hope.why:
        return hope.why
    if waits and hope.not_before is not None:
        return f"Say hello; no ask before {days_in_words.plain(hope.not_before, today)}"
    if hope.person.id is None:
        return "Not in your book yet"
    if hope.last_contact_on is None:
        return "You have not met yet"
    return f"Last in touch {days_in_words.ago(hope.last_contact_on, today)}"


def line_beforehand(
    read: Reader, event: WholeEvent, hope: Hope, ideas: list[OfferIdea], today: date, owner: str = ""
) -> MailDraft:
    """A short mail to someone of the book: whether they come, and what the user thought of for them."""
    to = draft_person(read, hope.person.id, hope.person.name)
    idea = next((one for one in ideas if one.person_id == hope.person.id), None)
    thought = ""
    if idea is not None and idea.kind == "item":
        thought = f"I have {idea.words} for you: I thought you might like it."
    elif idea is not None:
        thought = f"There is someone I could introduce you to: {idea.words}."
    words = {
        "event": event.name or "the event",
        "when": days_in_words.on(event.on, today),
        "thought": thought,
        "owner": owner,
    }
    return make_mail(read, "event_beforehand", [to], words)

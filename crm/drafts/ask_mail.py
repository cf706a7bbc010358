"""Suggests the parts of an ask from what is noted about a person, and drafts its mail."""

from dataclasses import dataclass

from crm.date_index import DEAD_PEOPLE
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person
from crm.storage.reading import Reader
from crm.text.shared_phrases import wanted
from crm.today import row_details

PLACEHOLDER = "[the one thing you want to know]"
_ADVICE = "SELECT words FROM advice WHERE person_id = :id AND direction = 'received' ORDER BY given_on DESC, id DESC LIMIT 1"
_WHO_CAN_HELP = (
    "SELECT p.full_name, t.words FROM person_topic mine JOIN person_topic theirs ON theirs.topic_id = mine.topic_id "
    "AND theirs.kind = 'can_help_with' AND theirs.person_id <> mine.person_id JOIN person p ON p.id = theirs.person_id "
    f"AND p.standing = 'kept' AND p.id NOT IN {DEAD_PEOPLE} "
    "JOIN topic t ON t.id = mine.topic_id "
    "WHERE mine.person_id = :id AND mine.kind = 'looking_for' ORDER BY p.sort_key LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class AskParts:
    """Suggested parts of an ask; `why_you` and `offer` are empty if nothing suitable is noted."""

    words: str
    why_you: str
    offer: str


def suggest_ask(read: Reader, person_id: int, name: str) -> AskParts:
    """A question with its size and an easy way out; why this person; what the user could offer."""
    person = draft_person(read, person_id, name)
    words = f"Could you tell me in 15 minutes {PLACEHOLDER}? If now is a bad time, a no is fine."
    return AskParts(words, _why(read, person_id, person), _offer(read, person_id, person))


def draft_ask(read: Reader, person_id: int, name: str, asked: AskParts, owner: str = "") -> MailDraft:
    """The mail of an ask, signed by `owner`."""
    person = draft_person(read, person_id, name)
    words = {"why": asked.why_you, "words": asked.words, "offer": asked.offer, "owner": owner}
    return make_mail(read, "ask", [person], words)


def _why(read: Reader, person_id: int, person: DraftPerson) -> str:
    if advice := read.value(_ADVICE, id=person_id):
        return f"You gave me good advice before: “{advice}”."
    return f"You know more than I do about {person.can_help_with[0]}." if person.can_help_with else ""


def _offer(read: Reader, person_id: int, person: DraftPerson) -> str:
    details = row_details.person(read, person_id)
    if details is not None and details.fitting_item:
        return f"I can send you “{details.fitting_item[0]}”."
    if helper := read.one(_WHO_CAN_HELP, id=person_id):
        return f"I can introduce you to {helper['full_name']}, who can help with {helper['words']}."
    if not person.looking_for:
        return ""
    topic = person.looking_for[0]
    is_question = topic.split(" ")[0].lower() in ("what", "how", "who", "where", "when", "why", "which")
    return f"I will look out for {f'“{topic}”' if is_question else wanted(topic)} for you."

"""Writing an ask: a beginning from the user's own words about someone, and the mail it becomes."""

from dataclasses import dataclass

from crm.date_index import DEAD_PEOPLE
from crm.drafts import mail_templates
from crm.drafts.mail_draft import MailDraft
from crm.drafts.person_details import Subject, subject
from crm.storage.reading import Reader
from crm.text.shared_phrases import wanted
from crm.today import row_details

GAP = "[the one thing you want to know]"
_ADVICE = "SELECT words FROM advice WHERE person_id = :id AND direction = 'received' ORDER BY given_on DESC, id DESC LIMIT 1"
_WHO_CAN_HELP = (
    "SELECT p.full_name, t.words FROM person_topic mine JOIN person_topic theirs ON theirs.topic_id = mine.topic_id "
    "AND theirs.kind = 'can_help_with' AND theirs.person_id <> mine.person_id JOIN person p ON p.id = theirs.person_id "
    f"AND p.standing = 'kept' AND p.id NOT IN {DEAD_PEOPLE} "
    "JOIN topic t ON t.id = mine.topic_id "
    "WHERE mine.person_id = :id AND mine.kind = 'looking_for' ORDER BY p.sort_key LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an ask may start from; `why_you` and `offer` are empty where the book knows nothing fit."""

    words: str
    why_you: str
    offer: str


def beginning(read: Reader, person_id: int, name: str) -> Beginning:
    """One question, its size and an easy way out; why them, and what could be given, from what is noted."""
    them = subject(read, person_id, name)
    words = f"Could you tell me in 15 minutes {GAP}? If now is a bad time, a no is fine."
    return Beginning(words, _why(read, person_id, them), _offer(read, person_id, them))


def mail(read: Reader, person_id: int, name: str, asked: Beginning, owner: str = "") -> MailDraft:
    """As it is opened in the mail program or copied. `owner` signs."""
    them = subject(read, person_id, name)
    title, body = mail_templates.filled(
        "ask", names=them.first_name, why=asked.why_you, words=asked.words, offer=asked.offer, owner=owner
    )
    return MailDraft((them.email,) if them.email else (), title, body)


def _why(read: Reader, person_id: int, them: Subject) -> str:
    if advice := read.value(_ADVICE, id=person_id):
        return f"You gave me good advice before: “{advice}”."
    return f"You know more than I do about {them.can_help_with[0]}." if them.can_help_with else ""


def _offer(read: Reader, person_id: int, them: Subject) -> str:
    known = row_details.person(read, person_id)
    if known is not None and known.item:
        return f"I can send you “{known.item[0]}”."
    if who := read.one(_WHO_CAN_HELP, id=person_id):
        return f"I can introduce you to {who['full_name']}, who can help with {who['words']}."
    if not them.looking_for:
        return ""
    sought = them.looking_for[0]
    is_question = sought.split(" ")[0].lower() in ("what", "how", "who", "where", "when", "why", "which")
    return f"I will look out for {f'“{sought}”' if is_question else wanted(sought)} for you."

"""How a template reads, filled with two people of the book and, for the rest, with examples."""

from typing import NamedTuple

from crm.drafts.mail_templates import MailText, fields, fill_fields
from crm.drafts.person_details import DraftPerson, draft_person
from crm.drafts.presenting_sentence import presenting_sentence
from crm.drafts.template_text import fields_in
from crm.storage.reading import Reader

_FIRST_TWO = "SELECT id, full_name FROM person WHERE standing = 'kept' ORDER BY sort_key, id LIMIT 2"
_INVENTED = (DraftPerson("Ana Ruiz", "Ana"), DraftPerson("Ben Okafor", "Ben"))
_EXAMPLES = {
    "what": "send you the pricing article",
    "What": "The pricing article",
    "subject": "How did it go?",
    "when": "on Thursday",
    "link": "https://example.org/pricing",
    "why": "It has a table of prices that I thought of you with.",
    "question": "Could you tell me in 15 minutes how you set your prices?",
    "offer": "I can introduce you to a printer.",
    "thanks": "thank you for the introduction",
    "for what": "on the new shop",
    "where we met": "It was good to talk over coffee on Thursday.",
    "new role": "head of design at Leith Print",
    "reason to write": "I noted “redoing labels for Christmas”. How did it go on?",
    "advice": "“raise the day rate” was your advice on Thursday.",
    "what came of it": "I raised it, and two clients stayed.",
    "event": "the Leith winter fair",
    "thought": "There is someone I could introduce you to.",
}
_AS_THING = frozenset(("share", "share_item", "share_landed"))  # {what} is a thing there, else a deed
_AS_WORDS = frozenset(("advice_given",))  # {advice} is the bare words there


class Pair(NamedTuple):
    one: DraftPerson
    other: DraftPerson


def first_pair(read: Reader) -> Pair:
    """The first two kept people by name; invented ones where there are none."""
    found = [draft_person(read, row["id"], row["full_name"]) for row in read.rows(_FIRST_TWO)]
    invented = [one for one in _INVENTED if one.name not in [person.name for person in found]]
    one, other = [*found, *invented][:2]
    return Pair(one, other)


def preview(name: str, subject: str, body: str, pair: Pair, owner: str) -> MailText:
    """Fields that are unknown stay as they were typed."""
    one, other = pair
    joined = f"{one.first_name} and {other.first_name}" if name == "introduction_heard" else one.first_name
    about_one_of_two = name == "introduction"
    values = dict.fromkeys(fields(name), "") | _EXAMPLES
    values |= {
        "first name": other.first_name if name == "recommend_to" else joined,
        "the one": one.first_name if about_one_of_two else one.name,
        "the other": other.first_name if about_one_of_two else other.name,
        "first name of the one": one.first_name,
        "about the one": presenting_sentence(one),
        "about the other": presenting_sentence(other),
        "my name": owner,
    }
    if name in _AS_THING:
        values["what"] = "the pricing article"
    if name in _AS_WORDS:
        values["advice"] = "raise the day rate"
    typed = {field: f"{{{field}}}" for field in fields_in(f"{subject}\n{body}") if field not in fields(name)}
    return fill_fields(MailText(subject, body), values | typed)

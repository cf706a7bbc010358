"""How a template reads for two people of the book, while it is being changed."""

from typing import NamedTuple

from crm.drafts import mail_templates
from crm.drafts.anonymous_sentence import anonymous_sentence
from crm.drafts.mail_templates import MailText, Template
from crm.drafts.person_details import DraftPerson, draft_person
from crm.drafts.presenting_sentence import presenting_sentence
from crm.drafts.template_catalog import FIELDS
from crm.storage.reading import Reader


class PreviewPair(NamedTuple):
    """Ids of the two people a preview is for: the one written to, and the other."""

    one: int
    other: int


_TO_BOTH = ("introduction", "introduction_heard")


def preview(read: Reader, name: str, words_of_mail: Template, pair: PreviewPair, owner: str) -> MailText:
    """Filled with what is known of the two, and examples for the rest. Raises NotUnderstood as `check` does."""
    mail_templates.check(name, words_of_mail.subject, words_of_mail.body)
    one, other = (draft_person(read, person_id, "") for person_id in pair)
    words = {field: known.example for field, known in FIELDS.items()} | _known(name, one, other)
    words["owner"] = owner or words["owner"]
    fields = {field: words.get(field, field) for field in mail_templates.known_fields(name)}
    return mail_templates.filled(words_of_mail, fields)


def example_pair(read: Reader) -> PreviewPair | None:
    """Two kept people, those with a line about them first; None if there are fewer."""
    found = read.values(
        "SELECT id FROM person WHERE standing = 'kept' ORDER BY blurb = '', last_contact_on DESC, id LIMIT 2"
    )
    return PreviewPair(found[0], found[1]) if len(found) == 2 else None


def _known(name: str, one: DraftPerson, other: DraftPerson) -> dict[str, str]:
    names = f"{one.first_name} and {other.first_name}" if name in _TO_BOTH else one.first_name
    about = anonymous_sentence(other) if name.endswith("_anonymous") else presenting_sentence(other)
    is_question = name in (
        "introduction_question",
        "introduction_nudge",
        "introduction_thanks",
        "introduction_outcome",
    )
    return {
        "names": names,
        "one": one.first_name if name != "recommend_to" else other.name,
        "other": other.name if is_question else other.first_name,
        "first": other.first_name,
        "about_one": presenting_sentence(one),
        "about_other": about,
        "about": presenting_sentence(other),
    }

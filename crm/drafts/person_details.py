"""What a draft may use about a person: e-mail address, role, blurb, topics."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.drafts.addressing import Recipients
from crm.drafts.mailto import is_address
from crm.storage.reading import Reader
from crm.text.names import first_name

_PERSON = "SELECT full_name, given, blurb, pronouns FROM person WHERE id = :id"
_EMAILS = "SELECT value FROM contact_point WHERE person_id = :id AND kind = 'email' ORDER BY preferred DESC, id LIMIT 10"
_ROLE = (
    "SELECT r.title, coalesce(o.name, '') AS organisation FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id "
    "WHERE r.person_id = :id AND r.until_on IS NULL ORDER BY r.id DESC LIMIT 1"
)
_TOPICS = (
    "SELECT pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id WHERE pt.person_id = :id "
    "ORDER BY pt.id DESC LIMIT 20"
)


@dataclass(frozen=True, slots=True)
class DraftPerson:
    """A person whom a mail is addressed to or about; `email` is empty if none is stored."""

    name: str
    first_name: str
    email: str = ""
    blurb: str = ""
    title: str = ""
    organisation: str = ""
    looking_for: tuple[str, ...] = ()
    can_help_with: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()  # such as "she"; empty if none are noted
    id: int | None = None  # None for someone who is not in the book


def draft_person(read: Reader, person_id: int | None, name: str) -> DraftPerson:
    row = read.one(_PERSON, id=person_id) if person_id is not None else None
    if row is None:
        return DraftPerson(name, first_name(name))
    role = read.one(_ROLE, id=person_id)
    topics = read.rows(_TOPICS, id=person_id)
    return DraftPerson(
        name=row["full_name"],
        first_name=first_name(row["full_name"], row["given"]),
        email=next((email for email in read.values(_EMAILS, id=person_id) if is_address(email)), ""),
        blurb=row["blurb"].strip(),
        title=role["title"] if role else "",
        organisation=role["organisation"] if role else "",
        looking_for=tuple(topic["words"] for topic in topics if topic["kind"] == "looking_for"),
        can_help_with=tuple(topic["words"] for topic in topics if topic["kind"] == "can_help_with"),
        pronouns=tuple(pronoun.strip() for pronoun in row["pronouns"].casefold().split("/")),
        id=person_id,
    )


def recipients(people: Sequence[DraftPerson]) -> Recipients:
    """The same people as recipients for crm.drafts.addressing."""
    each = {pronoun for person in people for pronoun in person.pronouns}
    return Recipients(
        [person.name for person in people], [person.first_name for person in people], sorted(each)
    )

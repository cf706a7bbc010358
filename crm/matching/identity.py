"""What a person is known by, of a file or of the book, made comparable."""

from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.matching.likeness import Name, name_of
from crm.matching.mailboxes import mailbox
from crm.matching.phones import digits_of


class Identity(NamedTuple):
    """What a person is known by: the UID as it is compared, and each address and number as it is compared and as written."""

    uid: str
    name: Name
    emails: dict[str, str]
    phones: dict[str, str]
    profiles: dict[str, str]


def identity_of(contact: Contact, folded: str | None = None) -> Identity:
    """`folded` is the full name so, where that is known."""
    return Identity(
        uid_key(contact.uid) if contact.uid else "",
        name_of(contact, folded),
        {mailbox(point.value): point.value for point in contact.emails},
        {digits: point.value for point in contact.phones if (digits := digits_of(point.value))},
        {profile: point.value for point in contact.urls if (profile := profile_of(point.value))},
    )  # fmt: skip


def profile_of(url: str) -> str:
    """The part of a LinkedIn address that names the person, or nothing: a company's page is no person."""
    _, is_there, name = url.partition("linkedin.com/in/")
    return name.partition("?")[0].partition("/")[0].lower() if is_there else ""


def uid_key(uid: str) -> str:
    """Equal for urn:uuid:ABC and abc."""
    return uid.strip().lower().removeprefix("urn:uuid:")

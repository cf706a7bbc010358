"""The identifying values of a contact in comparison form."""

from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.matching.likeness import Name, name_of
from crm.matching.mailboxes import mailbox_key
from crm.matching.phones import digits_of


class Identity(NamedTuple):
    """The UID in comparison form, the name, and each address, number and profile by its comparison form, with its original text."""

    uid: str
    name: Name
    emails: dict[str, str]
    phones: dict[str, str]
    profiles: dict[str, str]


def identity_of(contact: Contact, folded: str | None = None) -> Identity:
    """`folded` is the folded full name, if the caller has it already."""
    return Identity(
        uid_key(contact.uid) if contact.uid else "",
        name_of(contact, folded),
        {mailbox_key(point.value): point.value for point in contact.emails},
        {digits: point.value for point in contact.phones if (digits := digits_of(point.value))},
        {profile: point.value for point in contact.urls if (profile := profile_of(point.value))},
    )  # fmt: skip


def profile_of(url: str) -> str:
    """The path segment that names the person in a LinkedIn URL, or "": a company page is not a person."""
    _, is_there, name = url.partition("linkedin.com/in/")
    return name.partition("?")[0].partition("/")[0].lower() if is_there else ""


def uid_key(uid: str) -> str:
    """Equal for urn:uuid:ABC and abc."""
    return uid.strip().lower().removeprefix("urn:uuid:")

"""The name of a row from its parts, and a birthday from separate columns for year, month and day."""

from collections.abc import Mapping

from crm.contacts.contact import Contact
from crm.formats.csv import contact_values
from crm.text import date_formats
from crm.text import names as people_names


def join_name_extras(contact: Contact, extras: Mapping[str, str]) -> None:
    parts = extras.get("particle"), contact.family, extras.get("second")
    contact.family = " ".join(filter(None, parts))
    contact.prefix = " ".join(filter(None, (contact.prefix, extras.get("title"))))


def set_birthday(contact: Contact, birth: Mapping[str, str]) -> None:
    """The year may be missing."""
    year, month, number = (birth.get(name, "") for name in ("year", "month", "day"))
    found = date_formats.parse_date(f"{year or '-'}-{month:0>2}-{number:0>2}")
    if found:
        contact.birthday = found
    else:
        contact.other.append(
            contact_values.other_line("Birth", "-".join(filter(None, (year, month, number))))
        )


def resolve_name(contact: Contact, file_as: str) -> None:
    if not contact.full_name and (contact.given or contact.additional or contact.family):
        contact.full_name = people_names.joined(
            people_names.Parts(
                contact.prefix, contact.given, contact.additional, contact.family, contact.suffix
            )
        )
    if file_as and file_as != contact.full_name:
        if contact.full_name:
            contact.other.append(contact_values.other_line("File As", file_as))
        contact.full_name = contact.full_name or file_as
    _reorder(contact)
    if not contact.full_name:
        alternatives = [role.organization for role in contact.roles if role.organization]
        alternatives += [point.value for point in (*contact.emails[:1], *contact.phones[:1])]
        contact.full_name = (alternatives or [contact.nickname])[0]


def _reorder(contact: Contact) -> None:
    """Reorder a name listed as "Meier, Vreni", unless its separate parts show that the comma means something else."""
    is_firm = any(role.organization == contact.full_name for role in contact.roles)
    if not is_firm and (not contact.given or contact.full_name.startswith(f"{contact.family},")):
        contact.full_name = people_names.in_order(contact.full_name)

"""The JSON report of an import on the command line."""

from typing import TYPE_CHECKING, Any

from crm.contacts.contact import Contact, ContactRole, Point
from crm.importing.found_cards import FilePreview, FoundCard, Preview
from crm.matching.compared_person import POINTS
from crm.text.date_lines import parse_lines

if TYPE_CHECKING:
    from crm.importing.calendar.proposed_meetings import FoundMeeting

_NAMES = ("full_name", "given", "additional", "family", "prefix", "suffix", "nickname")
_ONLY_IN_BOOK = {
    "introduced_by": None,
    "blurb": "",
    "standing": None,
    "rhythm": None,
    "last_contact_on": None,
}


def report(preview: Preview, dry_run: bool = False) -> dict[str, Any]:
    """The *import* document; in a dry run with the people and meetings of the files, in file order."""
    return {"files": [_file(file, dry_run) for file in preview.files]}


def _file(file: FilePreview, dry_run: bool) -> dict[str, Any]:
    remarks = [
        {"line": remark.line, "card": remark.card, "name": remark.name, "reason": remark.reason}
        for remark in file.remarks
    ]
    document: dict[str, Any] = {
        "file": file.file,
        "format": file.format,
        "cards": file.cards,
        "new": file.count("new"),
        "updated": file.count("updated"),
        "same": file.count("same"),
        "possible_duplicates": file.count("possible"),
        "groups": file.count("group"),
        "skipped": file.count("skipped"),
    }
    if dry_run:
        document["people"] = [person_document(contact) for card in file.found for contact in _people(card)]
        document["meetings"] = [
            _meeting(one) for card in file.found for one in card.meetings if one.change != "gone"
        ]
    return {**document, "remarks": remarks}


def _meeting(one: "FoundMeeting") -> dict[str, Any]:
    return {
        "on": one.on.isoformat(), "at": one.at, "what": one.what, "people": list(one.names), "state": one.state,
    }  # fmt: skip


def _people(card: FoundCard) -> list[Contact]:
    """The person of a card, or the guests created for an event."""
    made = [one.card.contact for one in card.people]
    return [contact for contact in (card.contact, *made) if contact]


def person_document(contact: Contact) -> dict[str, Any]:
    """The *person* document of a contact; values that a file cannot have are null or empty."""
    other = parse_lines(contact.other)
    return {
        "id": None,
        "uid": contact.uid or None,
        **{name: getattr(contact, name) for name in _NAMES},
        "organization": next((one.organization for one in contact.roles if one.organization), ""),
        "title": contact.roles[0].title if contact.roles else "",
        **{name: [_point(point) for point in getattr(contact, name)] for name in POINTS},
        "birthday": contact.birthday,
        "anniversary": contact.anniversary,
        "photo": contact.photo is not None,
        "categories": list(contact.categories),
        "note": contact.note,
        "how_we_met": contact.how_we_met,
        **_ONLY_IN_BOOK,
        "roles": [_role(role) for role in contact.roles],
        "other": list(other.rest),
        "topics": {"looking_for": [], "can_help_with": [], "cares_about": []},
        "promises": [],
        "died": other.died or None,
        "dates": [date.as_json() for date in other.dates],
    }


def _role(role: ContactRole) -> dict[str, Any]:
    return {
        "organization": role.organization,
        "title": role.title,
        "from": role.from_on,
        "until": role.until_on,
    }


def _point(point: Point) -> dict[str, Any]:
    return {"value": point.value, "label": point.label, "preferred": point.preferred}

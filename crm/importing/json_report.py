"""An import as the command line's JSON tells it."""

from typing import Any

from crm.contacts.contact import Contact, Point
from crm.importing.found_cards import FilePreview, FoundCard, Preview
from crm.text.date_lines import parse_lines

_POINTS = ("emails", "phones", "addresses", "urls", "messengers")


def report(preview: Preview, dry_run: bool = False) -> dict[str, Any]:
    """The *import* document; in a dry run with the people as the files say them, in file order."""
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
            {
                "on": one.on.isoformat(),
                "at": one.at,
                "what": one.what,
                "people": list(one.names),
                "state": one.state,
            }
            for card in file.found
            for one in card.meetings
            if one.change != "gone"
        ]
    return {**document, "remarks": remarks}


def _people(card: FoundCard) -> list[Contact]:
    """Whom a card is about, or whom an event makes."""
    made = [one.card.contact for one in card.people]
    return [contact for contact in (card.contact, *made) if contact]


def person_document(contact: Contact) -> dict[str, Any]:
    """The *person* document of someone in a file: what the file does not say is null or empty."""
    role = contact.roles[0] if contact.roles else None
    said = parse_lines(contact.other)
    return {
        "id": None,
        "uid": contact.uid or None,
        "full_name": contact.full_name,
        "given": contact.given,
        "additional": contact.additional,
        "family": contact.family,
        "prefix": contact.prefix,
        "suffix": contact.suffix,
        "nickname": contact.nickname,
        "organization": next((one.organization for one in contact.roles if one.organization), ""),
        "title": role.title if role else "",
        **{name: [_point(point) for point in getattr(contact, name)] for name in _POINTS},
        "birthday": contact.birthday,
        "anniversary": contact.anniversary,
        "photo": contact.photo is not None,
        "categories": list(contact.categories),
        "note": contact.note,
        "how_we_met": contact.how_we_met,
        "introduced_by": None,
        "blurb": "",
        "standing": None,
        "rhythm": None,
        "last_contact_on": None,
        "roles": [
            {"organization": one.organization, "title": one.title, "from": one.from_on, "until": one.until_on}
            for one in contact.roles
        ],
        "other": list(said.rest),
        "topics": {"looking_for": [], "can_help_with": [], "cares_about": []},
        "promises": [],
        "died": said.died or None,
        "dates": [date.as_json() for date in said.dates],
    }


def _point(point: Point) -> dict[str, Any]:
    return {"value": point.value, "label": point.label, "preferred": point.preferred}

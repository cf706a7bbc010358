"""Attendees of an event in the notations of Google, Apple and Outlook; rooms and distribution lists are left out."""

from crm.formats.calendar.event import Attendee
from crm.formats.calendar.properties import Property

_NO_PEOPLE = ("ROOM", "RESOURCE", "GROUP")
_NO_PEOPLE_AT = ("group.calendar.google.com", "resource.calendar.google.com", "import.calendar.google.com")
_BETWEEN = str.maketrans(dict.fromkeys("<>()[]\"';,", " "))
MAX_ATTENDEES = 2000


def attendees_of(line: Property) -> list[Attendee]:
    """One attendee, or none for a room; several if the name contains the addresses of several guests."""
    parameters = line.parameters
    if parameters.get("CUTYPE", "").upper() in _NO_PEOPLE:
        return []
    name = " ".join(parameters.get("CN", "").split())
    declined = parameters.get("PARTSTAT", "").upper() == "DECLINED"
    email = _address(parameters.get("EMAIL", "")) or _mailto(line.raw)
    addresses_in_name = [word for word in name.translate(_BETWEEN).split() if _is_address(word)]
    if not email and addresses_in_name:
        return [Attendee("", one.lower(), declined) for one in addresses_in_name]
    if email.endswith(_NO_PEOPLE_AT) or not (email or name):
        return []
    return [Attendee("" if addresses_in_name else given_name_first(name), email, declined)]


def without_duplicates(people: list[Attendee]) -> tuple[Attendee, ...]:
    """Remove duplicates: the organiser is listed among the guests in some calendars only."""
    found: dict[str, Attendee] = {}
    for one in people[:MAX_ATTENDEES]:
        key = one.email or f" {one.name.casefold()}"
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            found[key] = Attendee(known.name or one.name, one.email, known.declined or one.declined)
    return tuple(found.values())


def given_name_first(name: str) -> str:
    """ "Jane Doe" for Outlook's "Doe, Jane"."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}" if comma and family and given and "," not in given else name


def _mailto(value: str) -> str:
    value = value.strip()
    if value[:7].lower() == "mailto:":
        return _address(value[7:].partition("?")[0])
    return "" if ":" in value else _address(value)


def _address(text: str) -> str:
    words = text.translate(_BETWEEN).split()
    return next((word.lower() for word in words if _is_address(word)), "")


def _is_address(word: str) -> bool:
    name, at, host = word.partition("@")
    return bool(name and at and host) and "@" not in host and ":" not in word and "/" not in word

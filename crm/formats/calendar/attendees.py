"""Who is at an event: their addresses and names as the three great calendars write them; no rooms, no lists."""

from crm.formats.calendar.event import Attendee
from crm.formats.calendar.properties import Property

_NO_PEOPLE = ("ROOM", "RESOURCE", "GROUP")
_NO_PEOPLE_AT = ("group.calendar.google.com", "resource.calendar.google.com", "import.calendar.google.com")
_BETWEEN = str.maketrans(dict.fromkeys("<>()[]\"';,", " "))
MOST = 2000


def attendees_of(line: Property) -> list[Attendee]:
    """One, or none for a room; several where a guest list without addresses hides them in one name."""
    said = line.parameters
    if said.get("CUTYPE", "").upper() in _NO_PEOPLE:
        return []
    name = " ".join(said.get("CN", "").split())
    declined = said.get("PARTSTAT", "").upper() == "DECLINED"
    email = _address(said.get("EMAIL", "")) or _mailto(line.raw)
    hidden = [word for word in name.translate(_BETWEEN).split() if _is_address(word)]
    if not email and hidden:
        return [Attendee("", one.lower(), declined) for one in hidden]
    if email.endswith(_NO_PEOPLE_AT) or not (email or name):
        return []
    return [Attendee("" if hidden else in_order(name), email, declined)]


def once(people: list[Attendee]) -> tuple[Attendee, ...]:
    """Everyone once: the organiser stands among the guests in one calendar and not in the other."""
    found: dict[str, Attendee] = {}
    for one in people[:MOST]:
        key = one.email or f" {one.name.casefold()}"
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            found[key] = Attendee(known.name or one.name, one.email, known.declined or one.declined)
    return tuple(found.values())


def in_order(name: str) -> str:
    """Jane Doe, who is "Doe, Jane" in Outlook."""
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

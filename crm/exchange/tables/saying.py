"""How what a table says is written in a contact: addresses, handles, and lines of vCard for what has no field of its own."""

import re
from collections.abc import Mapping

from crm.exchange.contact import Point
from crm.exchange.vcard.labels import service_name
from crm.folding import fold

_NO_NAME = re.compile(r"[^A-Z0-9]+")
_NO_LABEL = re.compile(r'["\x00-\x1f\x7f]+')
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": None})
_PARTS = ("box", "extended", "street", "city", "region", "code", "country")
_STREETS = ("street", "street2", "street3")
_SHOWN = ("street", "extended", "box", "city", "region", "code", "country")


def escaped(value: str) -> str:
    return value.translate(_ESCAPES)


def other_line(name: str, value: str) -> str:
    """ "X-GOVERNMENT-ID-NUMBER:123" for a column that a contact has no field for."""
    shown = _NO_NAME.sub("-", fold(name).upper()).strip("-")[:60]
    return f"X-{shown.removeprefix('X-') or 'COLUMN'}:{escaped(value)}"


def labelled_line(head: str, label: str, value: str) -> str:
    plain = _NO_LABEL.sub(" ", label).strip()
    return f'{head};X-LABEL="{plain}":{escaped(value)}' if plain else f"{head}:{escaped(value)}"


def department_line(organization: str, department: str) -> str:
    """As vCards say it, beside the role of the same organisation."""
    if organization:
        return f"ORG:{escaped(organization)};{escaped(department)}"
    return f"X-DEPARTMENT:{escaped(department)}"


def handle(service: str, value: str) -> str:
    """ "skype:ana.ruiz"; as it is where the service is not said."""
    name, plain = service_name(service), "".join(value.split())
    return f"{name}:{plain}" if name and not plain.lower().startswith(f"{name}:") else plain


def address(parts: Mapping[str, str], label: str, preferred: bool) -> Point | None:
    """The seven components of RFC 6350; a whole address without parts is its street."""
    known = {name: _line(value) for name, value in parts.items()}
    if "street2" in known or "street3" in known:
        known["street"] = ", ".join(known[name] for name in _STREETS if known.get(name))
    if "whole" in known and not any(known.get(name) for name in _PARTS):
        known["street"] = known["whole"]
    made = [known.get(name, "") for name in _PARTS]
    shown = ", ".join(known[name] for name in _SHOWN if known.get(name))
    return Point(shown, label, preferred, made) if shown else None


def _line(value: str) -> str:
    """Lines of an address side by side."""
    if "\n" not in value:
        return value if "  " not in value else " ".join(value.split())
    return ", ".join(line for part in value.splitlines() if (line := " ".join(part.split()).rstrip(",")))

"""How what a table says is written in a contact: handles, and lines of vCard for what has no field of its own."""

import re

from crm.formats.vcard.labels import service_name
from crm.text.folding import fold

_NO_NAME = re.compile(r"[^A-Z0-9]+")
_NO_LABEL = re.compile(r'["\x00-\x1f\x7f]+')
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": None})


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

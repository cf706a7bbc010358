"""Values of table cells in the form a contact stores them: handles, and vCard lines for values without a field."""

import re

from crm.formats.vcard.labels import service_name
from crm.text.folding import fold

_NO_NAME = re.compile(r"[^A-Z0-9]+")
_NO_LABEL = re.compile(r'["\x00-\x1f\x7f]+')
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": None})


def escaped(value: str) -> str:
    return value.translate(_ESCAPES)


def other_line(name: str, value: str) -> str:
    """ "X-GOVERNMENT-ID-NUMBER:123" for a column without a field in a contact."""
    shown = _NO_NAME.sub("-", fold(name).upper()).strip("-")[:60]
    return f"X-{shown.removeprefix('X-') or 'COLUMN'}:{escaped(value)}"


def labelled_line(head: str, label: str, value: str) -> str:
    plain = _NO_LABEL.sub(" ", label).strip()
    return f'{head};X-LABEL="{plain}":{escaped(value)}' if plain else f"{head}:{escaped(value)}"


def department_line(organization: str, department: str) -> str:
    """A department as vCards state it, beside the role at the same organisation."""
    if organization:
        return f"ORG:{escaped(organization)};{escaped(department)}"
    return f"X-DEPARTMENT:{escaped(department)}"


def handle(service: str, value: str) -> str:
    """ "skype:ana.ruiz", or only the handle if the service is not stated."""
    name, plain = service_name(service), "".join(value.split())
    return f"{name}:{plain}" if name and not plain.lower().startswith(f"{name}:") else plain

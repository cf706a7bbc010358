"""Changes written as FIELD=VALUE, FIELD+=VALUE and FIELD-=VALUE, as the command line takes them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from crm.errors import NotUnderstood
from crm.text.typed_text import line

_SHAPE = re.compile(r"([A-Za-z_]{1,40})\s{0,20}(\+=|-=|=)(.*)", re.DOTALL)


class Assignment(NamedTuple):
    """`operator` is "=", "+=" or "-="."""

    field: str
    operator: str
    value: str


def parse_assignment(text: str, example: str, aliases: Mapping[str, str] | None = None) -> Assignment:
    """Raises NotUnderstood for another shape, with the example. `aliases` are other names of fields."""
    found = _SHAPE.fullmatch(text.lstrip())
    if found is None:
        raise NotUnderstood(f"“{line(text)}” is no change. Write FIELD=VALUE, such as {example}.")
    name = found[1].lower()
    return Assignment((aliases or {}).get(name, name), found[2], found[3])

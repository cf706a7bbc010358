"""vCards as vobject reads them: the one module that imports it, as a reader that shares nothing with ours.

Loaded only when vCards are exported. vobject knows 3.0 and reads 4.0 alike. Of 2.1 its raw lines are taken: it would cut
their texts at commas, which are no end of anything there.
"""

import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

import vobject

from crm.contacts.contact import Contact
from crm.exporting.lost_values import shortened
from crm.formats.visible_text import without_blanks

_ESCAPED = re.compile(r"\\([\\;,:])")
_LONGEST_REASON = 80


class NotReadByVobject(Exception):
    """Why, as the end of a sentence."""


class TheirCard(NamedTuple):
    """What a card says by vobject, in its own letters."""

    names: list[str]
    emails: list[str]
    phones: list[str]


def missing(contact: Contact, card: str, version: str) -> list[str]:
    """Which of name, e-mail addresses and phone numbers vobject does not find in the card; in words for the user.

    Raises NotReadByVobject.
    """
    theirs = read_card(card, version)
    found = [] if _bare(contact.full_name) in map(_bare, theirs.names) else ["the name"]
    for words, mine, read in (
        ("the e-mail address", contact.emails, theirs.emails),
        ("the phone number", contact.phones, theirs.phones),
    ):
        there = set(map(_bare, read))
        found += [f"{words} {shortened(point.value)}" for point in mine if _bare(point.value) not in there]
    return found


def read_card(card: str, version: str) -> TheirCard:
    """Raises NotReadByVobject for a card that it refuses, whatever it raises for it."""
    try:
        lines = list(_raw_lines(card)) if version == "2.1" else list(_values(card))
    except (
        Exception
    ) as fault:  # it raises what it happens upon: ParseError, IndexError, UnicodeError and others
        raise NotReadByVobject(_reason(fault)) from fault
    return TheirCard(
        *([value for name, value in lines if name == wanted] for wanted in ("FN", "EMAIL", "TEL"))
    )


def _raw_lines(card: str) -> Iterator[tuple[str, str]]:
    for text, number in vobject.base.getLogicalLines(StringIO(card, newline=""), allowQP=True):
        line = vobject.base.textLineToContentLine(text, number)
        yield line.name, _ESCAPED.sub(r"\1", line.value)


def _values(card: str) -> Iterator[tuple[str, str]]:
    theirs = vobject.readOne(card)
    for name in ("fn", "email", "tel"):
        for line in theirs.contents.get(name, ()):
            yield name.upper(), str(line.value)


def _bare(text: str) -> str:
    return without_blanks(text)


def _reason(fault: Exception) -> str:
    """Its own words may hold the line it stumbled over; what kind of fault it was is enough for the rest."""
    words = " ".join(str(fault).split())
    return words[:_LONGEST_REASON] if words else type(fault).__name__

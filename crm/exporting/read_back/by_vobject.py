"""Reads vCards with vobject, an independent reader; the only module that imports it.

Loaded only when vCards are exported. vobject supports 3.0, and reads 4.0 the same way. For 2.1 its raw lines are used, as it
would split texts at commas, which are not separators there.
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
_MAX_REASON = 80


class VobjectError(Exception):
    """vobject cannot read a card; the message is the end of a sentence."""


class VobjectCard(NamedTuple):
    """The values of a card as vobject reads them."""

    names: list[str]
    emails: list[str]
    phones: list[str]


def missing(contact: Contact, card: str, version: str) -> list[str]:
    """Name, e-mail addresses and phone numbers that vobject does not find in the card, in words for the user.

    Raises VobjectError.
    """
    theirs = read_card(card, version)
    found = [] if _bare(contact.full_name) in map(_bare, theirs.names) else ["the name"]
    for words, mine, values_read in (
        ("the e-mail address", contact.emails, theirs.emails),
        ("the phone number", contact.phones, theirs.phones),
    ):
        found_values = set(map(_bare, values_read))
        found += [
            f"{words} {shortened(point.value)}" for point in mine if _bare(point.value) not in found_values
        ]
    return found


def read_card(card: str, version: str) -> VobjectCard:
    """Raises VobjectError for a card that vobject does not parse."""
    try:
        lines = list(_raw_lines(card)) if version == "2.1" else list(_values(card))
    except Exception as error:  # ParseError, IndexError, UnicodeError and others
        raise VobjectError(_reason(error)) from error
    return VobjectCard(
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


def _reason(error: Exception) -> str:
    """The message, shortened, as it may contain the whole line."""
    words = " ".join(str(error).split())
    return words[:_MAX_REASON] if words else type(error).__name__

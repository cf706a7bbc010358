"""Finds values of a person that an exported file has lost, by comparing the book with the file read back.

Ignores what a reader may change: blanks, control characters, the case of addresses, the order of lists, and values that the
file has in addition (for example a printed address that is read as an address).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from crm.contacts.contact import Contact, ContactRole, Point
from crm.formats.vcard.properties import PROPERTIES
from crm.formats.vcard.writer import safe_line
from crm.formats.visible_text import address_parts, without_blanks
from crm.text.date_formats import NO_YEAR
from crm.text.date_lines import parse_lines

_SCHEME = re.compile(r"\A[A-Za-z][\w.+-]*:/*")
_ENCODED = re.compile(r"(?i);(?:ENCODING|CHARSET|QUOTED-PRINTABLE|BASE64|[78]BIT|B)(?:[=;]|\Z)")
_ODD_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SHOWN = 60  # characters
_TEXTS = {
    "full_name": "name", "given": "given name", "additional": "middle name", "family": "family name", "prefix": "title",
    "suffix": "suffix", "uid": "UID",
}  # fmt: skip


def shortened(text: str) -> str:
    """Shorten a value for a sentence; it may be a megabyte long."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def lost_values(book: Contact, file: Contact, ended_roles: bool = False) -> list[str]:
    """The lost values in words for the user; empty if the file is complete.

    `ended_roles`: the format also has ended roles and how people met. Photos are not compared here.
    """
    found = list(_texts(book, file))
    if book.nickname != file.nickname:
        found += _lost_items("nickname", without_blanks, book.nickname.split(","), file.nickname.split(","))
    if book.note != file.note and not _has_note(file.note, book.note):
        found.append("note")
    for name, words in (("birthday", "birthday"), ("anniversary", "anniversary")):
        if _day(getattr(book, name)) != _day(getattr(file, name)):
            found.append(f"{words} {getattr(book, name) or ''}".strip())
    found += _points(book, file)
    if book.roles != file.roles:
        found += _roles(book.roles, file.roles, ended_roles)
    if book.categories != file.categories:
        found += _lost_items("tag", without_blanks, book.categories, file.categories)
    if book.other != file.other:
        found += _other_lines(book.other, file.other)
    if ended_roles and without_blanks(book.how_we_met) != without_blanks(file.how_we_met):
        found.append("how you met")
    return found


def _other_lines(book: list[str], file: list[str]) -> Iterator[str]:
    expected, found_values = parse_lines(list(filter(None, map(safe_line, book)))), parse_lines(file)
    if expected.died and without_blanks(expected.died) != without_blanks(found_values.died):
        yield f"day of death {shortened(expected.died)}"
    present = {without_blanks("".join(date.key)) for date in found_values.dates}
    for date in expected.dates:
        if without_blanks("".join(date.key)) not in present:
            yield f"date {shortened(date.label)} {date.day}"
    yield from _lost_items("line", _unknown, expected.rest, found_values.rest)


def _texts(book: Contact, file: Contact) -> Iterator[str]:
    for name, words in _TEXTS.items():
        expected, found_values = getattr(book, name), getattr(file, name)
        if (
            expected != found_values
            and without_blanks(expected) != without_blanks(found_values)
            and without_blanks(expected)
        ):
            yield f"{words} {shortened(expected)}"


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := without_blanks(one))]


def _has_note(file: str, book: str) -> bool:
    """Whether the file has the note, by lines; by characters if it has control characters that some readers take for line ends."""
    wanted, present = _lines(book), _lines(file)
    if _ODD_BREAK.search(book):
        return "".join(present).startswith("".join(wanted))
    return present[: len(wanted)] == wanted


def _day(day: str | None) -> str | None:
    return f"-{day[len(NO_YEAR) :]}" if day and day.startswith(NO_YEAR) else day


def _lost_items(
    words: str, key: Callable[[str], str], expected: Iterable[str], found_values: Iterable[str]
) -> Iterator[str]:
    present = {key(one) for one in found_values}
    for one in expected:
        if (wanted := key(one)) and wanted not in present:
            yield f"{words} {shortened(one)}"


def _points(book: Contact, file: Contact) -> Iterator[str]:
    if book.emails != file.emails:
        yield from _lost_items("e-mail address", _mailbox, _values(book.emails), _values(file.emails))
    if book.phones != file.phones or book.messengers != file.messengers:
        # A number with a scheme, such as sip:, is read as a messenger handle.
        present = _values([*file.phones, *file.messengers])
        phones = [one for one in _values(book.phones) if not _has_extension(_number(one), present)]
        yield from _lost_items("phone number", _number, phones, present)
        # A label that is a service, such as work fax, is read as the scheme of a handle.
        handles = [one for one in _values(book.messengers) if not _is_suffix(_number(one), present)]
        yield from _lost_items("messenger", _number, handles, present)
    if book.addresses != file.addresses:
        yield from _lost_items(
            "address", _folded, map(_address, book.addresses), map(_address, file.addresses)
        )
    if book.urls != file.urls:
        yield from _lost_items("web page", _folded, _values(book.urls), _values(file.urls))


def _has_extension(number: str, present: list[str]) -> bool:
    """Whether a number is read with an extension, as for tel: addresses."""
    return any(_number(one).startswith(f"{number}ext") for one in present)


def _is_suffix(handle: str, present: list[str]) -> bool:
    return any(_number(one).endswith(handle) for one in present)


def _values(points: Iterable[Point]) -> list[str]:
    return [point.value for point in points]


def _folded(text: str) -> str:
    return without_blanks(text).lower()


def _mailbox(text: str) -> str:
    return _folded(text).removeprefix("mailto:")


def _number(text: str) -> str:
    """Letters and digits without the scheme; parameters of tel: addresses are written differently."""
    bare = without_blanks(text)
    while scheme := _SCHEME.match(bare):
        is_tel = bare[:4].lower() == "tel:"
        bare = bare[scheme.end() :]
        bare = unquote(bare.partition(";")[0]) if is_tel else bare
    return "".join(char for char in bare.lower() if char.isalnum())


def _address(point: Point) -> str:
    return "".join(address_parts(point))


def _roles(expected: list[ContactRole], found_values: list[ContactRole], ended_roles: bool) -> Iterator[str]:
    wanted = [one for one in expected if ended_roles or not one.until_on]
    yield from _lost_items(
        "organization",
        without_blanks,
        [one.organization for one in wanted],
        [one.organization for one in found_values],
    )
    yield from _lost_items(
        "job", without_blanks, [one.title for one in wanted], [one.title for one in found_values]
    )


def _unknown(line: str) -> str:
    """Name and value of an unknown line, or "" if it is read as a known property."""
    header, _, value = safe_line(line).partition(":")
    name = header.partition(";")[0].rpartition(".")[2].strip().upper()
    if not name or '"' in header or name in PROPERTIES or _ENCODED.search(header):
        return ""
    return f"{name}:{without_blanks(value)}"

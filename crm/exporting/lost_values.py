"""What of a person a file does not say any more, found by comparing the book with what was read back of the file.

Compared is what a reader may not change: blanks, control characters, the case of addresses, and the order in a list do not
count, nor does what a file says beyond the book (a printed address that is read as an address, for one).
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
_SHOWN = 60  # letters
_TEXTS = {
    "full_name": "name", "given": "given name", "additional": "middle name", "family": "family name", "prefix": "title",
    "suffix": "suffix", "uid": "UID",
}  # fmt: skip


def shortened(text: str) -> str:
    """For a sentence: a value may be a megabyte long."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def lost(book: Contact, file: Contact, ended_roles: bool = False) -> list[str]:
    """What the file lost of what the book says, as words for the user; empty where all of it is there.

    `ended_roles`: the format has those too, and how somebody was met. Photos are not compared here.
    """
    found = list(_texts(book, file))
    if book.nickname != file.nickname:
        found += _of_list("nickname", without_blanks, book.nickname.split(","), file.nickname.split(","))
    if book.note != file.note and not _has_note(file.note, book.note):
        found.append("note")
    for name, words in (("birthday", "birthday"), ("anniversary", "anniversary")):
        if _day(getattr(book, name)) != _day(getattr(file, name)):
            found.append(f"{words} {getattr(book, name) or ''}".strip())
    found += _points(book, file)
    if book.roles != file.roles:
        found += _roles(book.roles, file.roles, ended_roles)
    if book.categories != file.categories:
        found += _of_list("tag", without_blanks, book.categories, file.categories)
    if book.other != file.other:
        found += _other_lines(book.other, file.other)
    if ended_roles and without_blanks(book.how_we_met) != without_blanks(file.how_we_met):
        found.append("how you met")
    return found


def _other_lines(book: list[str], file: list[str]) -> Iterator[str]:
    mine, theirs = parse_lines(list(filter(None, map(safe_line, book)))), parse_lines(file)
    if mine.died and without_blanks(mine.died) != without_blanks(theirs.died):
        yield f"day of death {shortened(mine.died)}"
    there = {without_blanks("".join(date.key)) for date in theirs.dates}
    for date in mine.dates:
        if without_blanks("".join(date.key)) not in there:
            yield f"date {shortened(date.label)} {date.day}"
    yield from _of_list("line", _unknown, mine.rest, theirs.rest)


def _texts(book: Contact, file: Contact) -> Iterator[str]:
    for name, words in _TEXTS.items():
        mine, theirs = getattr(book, name), getattr(file, name)
        if mine != theirs and without_blanks(mine) != without_blanks(theirs) and without_blanks(mine):
            yield f"{words} {shortened(mine)}"


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := without_blanks(one))]


def _has_note(file: str, book: str) -> bool:
    """Line by line; where a control character may or may not end a line, letter by letter."""
    wanted, there = _lines(book), _lines(file)
    if _ODD_BREAK.search(book):
        return "".join(there).startswith("".join(wanted))
    return there[: len(wanted)] == wanted


def _day(day: str | None) -> str | None:
    return f"-{day[len(NO_YEAR) :]}" if day and day.startswith(NO_YEAR) else day


def _of_list(
    words: str, key: Callable[[str], str], mine: Iterable[str], theirs: Iterable[str]
) -> Iterator[str]:
    there = {key(one) for one in theirs}
    for one in mine:
        if (wanted := key(one)) and wanted not in there:
            yield f"{words} {shortened(one)}"


def _points(book: Contact, file: Contact) -> Iterator[str]:
    if book.emails != file.emails:
        yield from _of_list("e-mail address", _mailbox, _values(book.emails), _values(file.emails))
    if book.phones != file.phones or book.messengers != file.messengers:
        # A number that names a service, such as sip:, is read as a messenger.
        there = _values([*file.phones, *file.messengers])
        phones = [one for one in _values(book.phones) if not _has_more(_number(one), there)]
        yield from _of_list("phone number", _number, phones, there)
        # A label that is a service, such as work fax, is read as the scheme of a handle.
        told = [one for one in _values(book.messengers) if not _is_end(_number(one), there)]
        yield from _of_list("messenger", _number, told, there)
    if book.addresses != file.addresses:
        yield from _of_list("address", _folded, map(_address, book.addresses), map(_address, file.addresses))
    if book.urls != file.urls:
        yield from _of_list("web page", _folded, _values(book.urls), _values(file.urls))


def _has_more(number: str, there: list[str]) -> bool:
    """The extension of a tel: address is read as part of the number."""
    return any(_number(one).startswith(f"{number}ext") for one in there)


def _is_end(handle: str, there: list[str]) -> bool:
    return any(_number(one).endswith(handle) for one in there)


def _values(points: Iterable[Point]) -> list[str]:
    return [point.value for point in points]


def _folded(text: str) -> str:
    return without_blanks(text).lower()


def _mailbox(text: str) -> str:
    return _folded(text).removeprefix("mailto:")


def _number(text: str) -> str:
    """Letters and figures after a scheme; parameters of a tel: address are written another way."""
    bare = without_blanks(text)
    while scheme := _SCHEME.match(bare):
        is_tel = bare[:4].lower() == "tel:"
        bare = bare[scheme.end() :]
        bare = unquote(bare.partition(";")[0]) if is_tel else bare
    return "".join(sign for sign in bare.lower() if sign.isalnum())


def _address(point: Point) -> str:
    return "".join(address_parts(point))


def _roles(mine: list[ContactRole], theirs: list[ContactRole], ended_roles: bool) -> Iterator[str]:
    wanted = [one for one in mine if ended_roles or not one.until_on]
    yield from _of_list(
        "organization",
        without_blanks,
        [one.organization for one in wanted],
        [one.organization for one in theirs],
    )
    yield from _of_list("job", without_blanks, [one.title for one in wanted], [one.title for one in theirs])


def _unknown(line: str) -> str:
    """Of a line that nobody here understands: name and value. Nothing for one that is read as something else."""
    head, _, value = safe_line(line).partition(":")
    name = head.partition(";")[0].rpartition(".")[2].strip().upper()
    if not name or '"' in head or name in PROPERTIES or _ENCODED.search(head):
        return ""
    return f"{name}:{without_blanks(value)}"

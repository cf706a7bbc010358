"""Writes contacts as vCards: values cannot forge lines, lines fold at 75 octets, and unknown properties are written back.

vobject 0.9.9 is not used: it folds by characters instead of octets, drops the bare types of 2.1, writes no NICKNAME
lists, and lets a CRLF in a parameter begin a new line.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import count

from crm.contacts.contact import Contact, ContactRole, Photo, Point
from crm.formats.vcard.line_folding import MAX_WIDTH, fold_line, quoted_printable
from crm.formats.visible_text import address_parts
from crm.text.date_formats import parse_iso_date
from crm.text.date_lines import PersonDate, death_line, parse_lines

VERSIONS = ("2.1", "3.0", "4.0")

_BREAKS = (10, 11, 12, 28, 29, 30, 0x85, 0x2028, 0x2029)  # everything that some reader takes for a line end
_ESCAPES = {
    **dict.fromkeys((*range(32), 0x7F), ""),
    **dict.fromkeys(_BREAKS, "\\n"),
    9: "\t",
    ord("\\"): "\\\\",
    ord(";"): "\\;",
}
_ESCAPES_WITH_COMMA = {**_ESCAPES, ord(","): "\\,"}
_IN_2_1 = {**_ESCAPES, **dict.fromkeys(_BREAKS, "\r\n")}
_IN_2_1_WITH_COMMA = {**_IN_2_1, ord(","): "\\,"}
_LINE_ENDS = {code: text for code, text in _ESCAPES.items() if code not in (9, ord("\\"), ord(";"))}
_TYPES = {
    "home", "work", "cell", "fax", "pager", "car", "video", "msg", "text", "textphone", "main", "other", "dom", "intl",
    "postal", "parcel", "modem", "isdn",
}  # fmt: skip
_ESCAPED = re.compile(r"\\(.)")
_ENCODED = re.compile(r"(?i)[;:](?:ENCODING|CHARSET|QUOTED-PRINTABLE|BASE64|B)(?:[=;]|$)")
_GROUP = re.compile(r"(?i)(item|role)(\d+)\.")


def write(contact: Contact, version: str = "3.0") -> str:
    """One card with CRLF line ends."""
    return "".join(fold_line(line) for line in _CardWriter(contact, version).lines())


class _CardWriter:
    def __init__(self, contact: Contact, version: str) -> None:
        self._contact = contact
        self._version = version
        lines = [line for line in map(safe_line, contact.other) if line]
        parsed = parse_lines(lines)
        self._died, self._other = parsed.died, list(parsed.rest)
        self._dates = [(date, lines[date.place]) for date in parsed.dates]
        used_groups = {match[0].lower() for line in self._other if (match := _GROUP.match(line))}
        self._groups = (f"item{number}" for number in count(1) if f"item{number}." not in used_groups)
        self._role_groups = (f"role{number}" for number in count(2) if f"role{number}." not in used_groups)

    def lines(self) -> Iterator[str]:
        contact = self._contact
        yield "BEGIN:VCARD"
        yield f"VERSION:{self._version}"
        if contact.uid:
            yield self._text("UID", contact.uid)
        yield from self._names()
        yield from self._roles()
        yield from self._points("EMAIL", contact.emails)
        yield from self._points("TEL", contact.phones)
        yield from self._points("ADR", contact.addresses)
        yield from self._points("URL", contact.urls)
        yield from self._points("IMPP", contact.messengers)
        yield from self._all_dates()
        if contact.categories:
            yield self._list("CATEGORIES", contact.categories)
        if contact.note:
            yield self._text("NOTE", contact.note)
        if contact.photo:
            yield from self._photo(contact.photo)
        yield from map(self._unknown_line, self._other)
        yield "END:VCARD"

    def _names(self) -> Iterator[str]:
        contact = self._contact
        names = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
        yield self._structured("N", names)
        yield self._text("FN", contact.full_name)
        if contact.nickname:
            yield self._list("NICKNAME", contact.nickname.split(", "))

    def _all_dates(self) -> Iterator[str]:
        contact = self._contact
        if contact.birthday:
            yield self._day("BDAY", contact.birthday)
        if contact.anniversary:
            yield self._day("ANNIVERSARY" if self._version == "4.0" else "X-ANNIVERSARY", contact.anniversary)
        if self._died:
            yield self._death(self._died)
        for date, line in self._dates:
            yield from self._labelled_day(date, line)

    def _escaped(self, value: str, in_list: bool = False) -> str:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        if self._version == "2.1":
            return value.translate(_IN_2_1_WITH_COMMA if in_list else _IN_2_1)
        return value.translate(_ESCAPES_WITH_COMMA)

    def _line(self, header: str, escaped: str) -> str:
        r"""vCard 2.1 has no \n escape, no charset but ASCII, and folds between words only: anything else is quoted-printable."""
        if self._version != "2.1" or _is_plain(header, escaped):
            return f"{header}:{escaped}"
        return quoted_printable(f"{header};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE", escaped)

    def _unknown_line(self, line: str) -> str:
        """An unknown line unchanged, except for the line breaks and characters that this version cannot represent."""
        header, _, value = line.partition(":")
        if self._version != "2.1" or '"' in header or not header.isascii() or _ENCODED.search(header):
            return line
        return self._line(
            header, _ESCAPED.sub(lambda escape: "\r\n" if escape[1] == "n" else escape[0], value)
        )

    def _text(self, header: str, value: str) -> str:
        return self._line(header, self._escaped(value))

    def _structured(self, header: str, parts: Iterable[str]) -> str:
        return self._line(header, ";".join(self._escaped(part) for part in parts))

    def _list(self, header: str, words: Iterable[str]) -> str:
        return self._line(header, ",".join(self._escaped(word, in_list=True) for word in words))

    def _points(self, name: str, points: list[Point]) -> Iterator[str]:
        for point in points:
            words = point.label.split(" ") if point.label else []
            typed = all(word in _TYPES for word in words)
            group = "" if typed else f"{next(self._groups)}."
            header = f"{group}{name}{self._types(words if typed else [], point.preferred)}"
            if name == "ADR":
                yield self._structured(header, address_parts(point))
            else:
                yield self._text(header, point.value)
            if not typed:
                yield self._text(f"{group}X-ABLabel", point.label)

    def _types(self, words: list[str], preferred: bool) -> str:
        if self._version == "4.0":
            types = (
                f";TYPE={','.join(words)}" if len(words) == 1 else "".join(f";TYPE={word}" for word in words)
            )
            return types + (";PREF=1" if preferred else "")
        upper = [word.upper() for word in words] + (["PREF"] if preferred else [])
        if self._version == "2.1":
            return "".join(f";{word}" for word in upper)
        return f";TYPE={','.join(upper)}" if upper else ""

    def _roles(self) -> Iterator[str]:
        """The first role without a group, the others each in its own group; an ORG line with departments is written back unchanged."""
        lines_with_departments = {
            self._organization_of(line): line for line in self._other if _is_organization(line)
        }
        roles = [
            role for role in self._contact.roles if not role.until_on and (role.organization or role.title)
        ]
        written: set[str] = set()
        for position, role in enumerate(roles):
            is_ungrouped = position == 0 and (role.organization or len(roles) == 1)
            group = "" if is_ungrouped else f"{next(self._role_groups)}."
            line = lines_with_departments.get(role.organization) if role.organization not in written else None
            written.add(role.organization)
            yield from self._role(role, group, line)
        self._other = [line for line in self._other if not _is_organization(line)]

    def _role(self, role: ContactRole, group: str, line: str | None) -> Iterator[str]:
        if line:
            group = line[: match.end()] if (match := re.match(r"[^:;]*\.", line)) else ""
            yield self._unknown_line(line)
        elif role.organization:
            yield self._structured(f"{group}ORG", [role.organization])
        if role.title:
            yield self._text(f"{group}TITLE", role.title)

    @staticmethod
    def _organization_of(line: str) -> str:
        from crm.formats.vcard.decoding import split_unescaped  # the reader's own rule, so that both agree

        return " ".join(split_unescaped(line.partition(":")[2], ";")[0].split())

    def _day(self, name: str, day: str) -> str:
        if not day.startswith("--"):
            return f"{name}:{day.replace('-', '') if self._version == '4.0' else day}"
        if self._version == "4.0":
            return f"{name}:--{day[2:4]}{day[5:7]}"
        return f"{name};X-APPLE-OMIT-YEAR=1604:1604{day[1:]}"

    def _death(self, died: str) -> str:
        if parse_iso_date(died) == died:
            return self._day("DEATHDATE", died)
        header, _, _ = death_line(died).partition(":")
        return self._text(header, died)

    def _labelled_day(self, date: PersonDate, line: str) -> Iterator[str]:
        """As Apple and Google write it; a line from Android is kept, as Android reads no other form."""
        if line.upper().startswith("X-ANDROID"):
            yield self._unknown_line(line)
            return
        group = f"{next(self._groups)}." if date.label else ""
        yield self._day(f"{group}X-ABDATE", date.day)
        if date.label:
            yield self._text(f"{group}X-ABLabel", date.label)

    def _photo(self, photo: Photo) -> Iterator[str]:
        data = b64encode(photo.data).decode()
        kind = photo.media_type.partition("/")[2].upper()
        if self._version == "4.0":
            yield f"PHOTO:data:{photo.media_type};base64,{data}"
        elif self._version == "2.1":
            yield f"PHOTO;{kind};ENCODING=BASE64:{data}"
            yield ""  # an empty line ends Base64 in 2.1
        else:
            yield f"PHOTO;ENCODING=b;TYPE={kind}:{data}"


def _is_plain(header: str, escaped: str) -> bool:
    """Whether a 2.1 line needs no encoding. A line that ends in "=" looks to some readers like a soft break."""
    is_short = len(header) + 1 + len(escaped) <= MAX_WIDTH
    return is_short and escaped.isascii() and "\n" not in escaped and not escaped.endswith("=")


def _is_organization(line: str) -> bool:
    return re.match(r"(?:[^:;]*\.)?ORG[;:]", line, re.I) is not None


def single_line(line: str) -> str:
    r"""An unknown line as one line: line breaks within it become \n, other control characters are removed."""
    return line.replace("\r\n", "\n").translate(_LINE_ENDS).strip()


def safe_line(line: str) -> str:
    """An unknown line that is safe to write into a card, or "" if it could be taken for something else."""
    safe = single_line(line)
    name = safe.partition(":")[0].partition(";")[0].strip().upper()
    return "" if ":" not in safe or name in ("BEGIN", "END", "VERSION", "") else safe

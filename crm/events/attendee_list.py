"""A list of attendees, pasted or from a CSV, as names and firms. Nothing of it is stored here."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.formats.csv.column_recognition import meanings_by_name
from crm.formats.csv.layout import count_known_headings
from crm.formats.csv.row_splitting import detect_delimiter, split_rows
from crm.formats.csv.table_kinds import CSV
from crm.text.folding import fold

_MOST_LINES = 5000
_HEADER_WITHIN = 10
_BULLET = re.compile(r"^\s*(?:[-*•·–—☐☑✓✔▪]+|\[[ xX]?\]|\(?\d{1,4}[.):]|\d{1,4}\s+(?=[^\W\d_]))\s*")
_EMAIL = re.compile(r"[<(]?\s{0,10}([^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,255}\.\w{1,63})\s{0,10}[>)]?")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_BRACKET = re.compile(r"\s{0,10}[(\[]([^()\[\]]{0,200})[)\]]")
_FIRM_MARK = re.compile(
    r"\s{1,10}[-–—|/]\s{1,10}|\s{0,10}[|\t;]\s{0,10}|\s{1,10}@\s{0,10}|\s{1,10}(?:at|from|of|bei|chez)\s{1,10}(?=[A-Z0-9])|:\s{1,10}"
)
_FIRM_WORDS = frozenset(
    [
        "ltd",
        "inc",
        "llc",
        "gmbh",
        "ag",
        "co",
        "company",
        "group",
        "studio",
        "studios",
        "bank",
        "university",
        "partners",
        "labs",
        "lab",
        "media",
        "design",
        "consulting",
        "foundation",
        "council",
        "limited",
        "plc",
        "sarl",
        "bv",
        "corp",
        "agency",
        "freelance",
        "self-employed",
    ]
)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "da",
        "do",
        "del",
        "della",
        "der",
        "den",
        "di",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "af",
        "av",
        "zu",
        "o",
    ]
)
# Lines of the pages such lists are copied from.
_NOISE = frozenset(
    [
        "attendees",
        "attendee",
        "guests",
        "guest",
        "going",
        "host",
        "hosts",
        "organizer",
        "organiser",
        "organizers",
        "organisers",
        "speakers",
        "speaker",
        "name",
        "names",
        "participants",
        "member",
        "members",
        "event",
        "waitlist",
        "interested",
        "rsvp",
        "rsvps",
        "message",
        "follow",
        "following",
        "connect",
        "maybe",
        "registered",
        "confirmed",
        "contacted",
        "sponsors",
        "total",
        "table",
        "yes",
        "no",
        "guestlist",
        "list",
    ]
)
_PLUS_ONE = re.compile(r"^\+\s*\d+|\+\s*\d+\s*(?:guests?)?$", re.IGNORECASE)
_MOST_NAME_WORDS = 6


class Attendee(NamedTuple):
    name: str
    firm: str = ""
    email: str = ""


def read_attendees(text: str) -> list[Attendee]:
    """In the order of the list, each once."""
    rows = text.splitlines(keepends=True)[:_MOST_LINES]
    found = _from_table(rows) or _from_lines(rows)
    unique: dict[tuple[str, str], Attendee] = {}
    for one in found:
        unique.setdefault((fold(one.name), fold(one.firm)), one)
    return list(unique.values())


def _from_table(lines: Sequence[str]) -> list[Attendee]:
    """The rows below a header such as "First Name,Last Name,Email,Company"; nothing without one."""
    delimiter = detect_delimiter("".join(lines)) or ("\t" if any("\t" in one for one in lines) else ",")
    rows = [row.cells for row in split_rows(iter(lines), delimiter)]
    for at, cells in enumerate(rows[:_HEADER_WITHIN]):
        if count_known_headings(cells) > 1:
            fields = [one.field for one in meanings_by_name([" ".join(cell.split()) for cell in cells], CSV)]
            return [one for row in rows[at + 1 :] if (one := _of_row(dict(_first_values(fields, row))))]
    return []


def _first_values(fields: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Backwards, so that in the dict the first column of a field wins: the attendee's before the buyer's."""
    for field, cell in reversed(list(zip(fields, row, strict=False))):
        if cell.strip():
            yield field, " ".join(cell.split())


def _of_row(row: dict[str, str]) -> Attendee | None:
    parts = [row.get("given", ""), row.get("family", "")]
    name = " ".join(part for part in parts if part) or row.get("name", "")
    name, firm = _turned(name) if name.count(",") == 1 else (name, "")
    if not _is_name(name):
        return None
    return Attendee(name, row.get("organization", firm), row.get("email", ""))


def _from_lines(lines: Sequence[str]) -> list[Attendee]:
    pieces = [one for line in lines if (one := _cleaned(line))]
    if len(pieces) == 1 and max(pieces[0].count(mark) for mark in ",;") > 1:
        pieces = [one.strip() for one in re.split(r"[,;]|\band\b|&", pieces[0]) if one.strip()]
    before_comma = [piece.split(",")[0].split() for piece in pieces if piece.count(",") >= 1]
    # In a list of full names before a comma, a lone word there is a name too, and a firm follows.
    full = sum(len(words) > 1 and not _is_particle(words[0]) for words in before_comma)
    names_first = full * 2 > len(before_comma)
    found = [_of_line(piece, names_first) for piece in pieces]
    return [one for one in found if one is not None]


def _cleaned(line: str) -> str:
    text = _BULLET.sub("", _LINK.sub("", line)).strip(" \t\r\n,;•·\ufeff")
    return "" if _PLUS_ONE.match(text) else _PLUS_ONE.sub("", text).strip()


def _of_line(text: str, names_first: bool) -> Attendee | None:
    email = found[1] if (found := _EMAIL.search(text)) else ""
    text = _EMAIL.sub(" ", text).strip(" ,;-–—|\t")
    bracket = _BRACKET.search(text)
    firm = bracket[1].strip() if bracket and not _is_pronouns(bracket[1]) else ""
    text = _BRACKET.sub("", text).strip(" ,")
    name, rest = text, ""
    if (mark := _FIRM_MARK.search(text)) and 0 < mark.start() < (text.find(",") % (len(text) + 1)):
        name, rest = text[: mark.start()], text[mark.end() :]
    if "," in name:
        name, more = _with_firm(name) if names_first else _turned(name)
        rest = more or rest
    firm = firm or re.split(r"\t|\s*[|;]\s*", rest)[0].strip(" ,.-")
    name = " ".join(name.split())
    return Attendee(name, firm, email) if _is_name(name) else None


def _with_firm(text: str) -> tuple[str, str]:
    name, _, firm = text.partition(",")
    words = name.split()
    return _turned(text) if words and _is_particle(words[0]) else (name.strip(), firm.strip(" ,"))


def _turned(text: str) -> tuple[str, str]:
    """The name in spoken order, and the firm: of "Ruiz, Ana", "Ruiz, Ana, Hot Sauce Ltd" and "Ana Ruiz, Hot Sauce"."""
    last, _, rest = text.partition(",")
    first, _, firm = rest.strip().partition(",")
    words = first.split()
    is_firm = len(words) > 3 or any(
        fold(word).strip(".") in _FIRM_WORDS or not _is_word(word) for word in words
    )
    spoken = len(last.split()) > 1 and not _is_particle(last.split()[0])
    if not first or is_firm or spoken:
        return last.strip(), rest.strip(" ,")
    return f"{first.strip()} {last.strip()}", firm.strip(" ,")


def _is_word(word: str) -> bool:
    return word[:1].isalpha() and not any(letter.isdigit() for letter in word)


def _is_particle(word: str) -> bool:
    return fold(word).strip("'’") in _PARTICLES


def _is_pronouns(text: str) -> bool:
    return fold(text).replace(" ", "").split("/")[0] in (
        "she",
        "he",
        "they",
        "her",
        "him",
        "host",
        "organizer",
        "guest",
        "speaker",
    )


def _is_name(text: str) -> bool:
    """Letters, few words, and no heading of the page the list was copied from."""
    words = text.split()
    if not words or len(words) > _MOST_NAME_WORDS or not any(letter.isalpha() for letter in text):
        return False
    if any(letter.isdigit() for letter in text) or (text.endswith((".", "?", "!", ":")) and len(words) > 2):
        return False
    if len(words) == 1 and len(text.strip(".")) < 2:
        return False
    return not all(fold(word).strip(".:") in _NOISE for word in words)

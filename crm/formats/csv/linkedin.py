"""What is special about LinkedIn's list of connections: a page is who one is, and names carry degrees and ornaments."""

import re
import unicodedata
from urllib.parse import unquote

from crm.formats.csv import contact_values
from crm.formats.csv.contact_from_row import Draft
from crm.text import date_formats

_PAGE = re.compile(r"\A(?:https?://)?(?:[\w-]+\.)?linkedin\.com/((?:in|pub)/.+)", re.I)
_PLAINLY = {
    "phd",
    "mba",
    "msc",
    "bsc",
    "cpa",
    "cfa",
    "pmp",
    "jr",
    "sr",
    "iii",
    "emba",
    "dphil",
    "llm",
    "meng",
}
_DEGREES = _PLAINLY | {
    "md",
    "ma",
    "ba",
    "beng",
    "llb",
    "jd",
    "rn",
    "pe",
    "esq",
    "dr",
    "prof",
    "ing",
    "ii",
    "iv",
    "dipl",
}
CLOSED = "closed account: a date, and nobody it belongs to"
_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
_LONGEST_DEGREE = 10


def settle(draft: Draft) -> None:
    """Before the rest of the row is settled: the name is cleaned, and the page's address is the UID."""
    contact = draft.contact
    suffixes: list[str] = []
    for name in ("given", "family"):
        setattr(contact, name, _cleaned(getattr(contact, name), suffixes))
    contact.suffix = ", ".join(dict.fromkeys([*filter(None, [contact.suffix]), *suffixes]))
    generation = [word for word in suffixes if _bare(word) in _GENERATIONS]
    if contact.given or contact.family:
        said = contact.full_name
        contact.full_name = " ".join(
            filter(None, [contact.given, contact.additional, contact.family, *generation])
        )
        if said and said != contact.full_name:
            contact.other.append(contact_values.other_line("Name", said))
    for parts in draft.slots.values():
        if uid := uid_of(parts.get("value", "")):
            contact.uid = contact.uid or uid
    if draft.connected:
        said = _connected(draft.connected)
        contact.how_we_met = f"{contact.how_we_met}; {said}" if contact.how_we_met else said


def uid_of(page: str) -> str:
    """The same for every way to write one page's address; nothing for a company's or any other."""
    match = _PAGE.fullmatch(page.strip())
    if not match:
        return ""
    path = unquote(match[1].partition("?")[0].partition("#")[0]).strip("/").lower()
    return f"https://www.linkedin.com/{''.join(path.split())}" if path else ""


def _connected(value: str) -> str:
    day = date_formats.parse_date(value)
    return (
        f"Connected on LinkedIn on {date_formats.format_date(day)}"
        if day
        else f"Connected on LinkedIn: {value}"
    )


def _cleaned(name: str, suffixes: list[str]) -> str:
    """Without ornaments; degrees after a comma go to the suffixes."""
    if not name.isascii():
        name = "".join(" " if _is_ornament(char) else char for char in name)
    head, *tail = name.split(",")
    for part in tail:
        words = " ".join(part.split())
        if not words:
            continue
        if all(_is_degree(word) for word in words.split()):
            suffixes.append(words)
        else:
            head += f", {words}"
    kept = head.split()
    while len(kept) > 1 and _bare(kept[-1]) in _PLAINLY:  # a family name may well be Ma or Ing
        suffixes.insert(0, kept.pop())
    return " ".join(kept)


def _is_degree(word: str) -> bool:
    """After a comma: one that is known, or letters such as PMI-ACP."""
    is_short = len(word) <= _LONGEST_DEGREE and word[0].isalpha()
    return _bare(word) in _DEGREES or (is_short and len(word) > 1 and word.upper() == word)


def _bare(word: str) -> str:
    return word.replace(".", "").lower()


def _is_ornament(char: str) -> bool:
    """Emoji, arrows, stars, trademarks: no letter of any script is one."""
    return unicodedata.category(char) in ("So", "Sk", "Sm", "Cn", "Co") or char in "\u200d\ufe0f\u20e3"

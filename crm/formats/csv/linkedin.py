"""LinkedIn's list of connections: the profile URL serves as UID, and names are cleaned of degrees and ornaments."""

import re
import unicodedata
from urllib.parse import unquote

from crm.formats.csv import contact_values
from crm.formats.csv.contact_from_row import ContactDraft
from crm.text import date_formats

_PAGE = re.compile(r"\A(?:https?://)?(?:[\w-]+\.)?linkedin\.com/((?:in|pub)/.+)", re.I)
_UNAMBIGUOUS_DEGREES = {
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
_DEGREES = _UNAMBIGUOUS_DEGREES | {
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
_MAX_DEGREE = 10


def finish_connection(draft: ContactDraft) -> None:
    """Runs before finish_contact: cleans the name, and takes the profile URL as UID."""
    contact = draft.contact
    suffixes: list[str] = []
    for name in ("given", "family"):
        setattr(contact, name, _cleaned(getattr(contact, name), suffixes))
    contact.suffix = ", ".join(dict.fromkeys([*filter(None, [contact.suffix]), *suffixes]))
    generation = [word for word in suffixes if _bare(word) in _GENERATIONS]
    if contact.given or contact.family:
        stated_name = contact.full_name
        contact.full_name = " ".join(
            filter(None, [contact.given, contact.additional, contact.family, *generation])
        )
        if stated_name and stated_name != contact.full_name:
            contact.other.append(contact_values.other_line("Name", stated_name))
    for parts in draft.slots.values():
        if uid := profile_uid(parts.get("value", "")):
            contact.uid = contact.uid or uid
    if draft.connected:
        text = _connected(draft.connected)
        contact.how_we_met = f"{contact.how_we_met}; {text}" if contact.how_we_met else text


def profile_uid(page: str) -> str:
    """Equal for all spellings of one profile URL; "" for company pages and other URLs."""
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
    """Remove ornaments, and move degrees after a comma to `suffixes`."""
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
    while len(kept) > 1 and _bare(kept[-1]) in _UNAMBIGUOUS_DEGREES:  # Ma and Ing are also family names
        suffixes.insert(0, kept.pop())
    return " ".join(kept)


def _is_degree(word: str) -> bool:
    """Whether a word after a comma is a known degree, or capitals such as PMI-ACP."""
    is_short = len(word) <= _MAX_DEGREE and word[0].isalpha()
    return _bare(word) in _DEGREES or (is_short and len(word) > 1 and word.upper() == word)


def _bare(word: str) -> str:
    return word.replace(".", "").lower()


def _is_ornament(char: str) -> bool:
    """Emoji, arrows, stars and trademark signs, which are not letters of any script."""
    return unicodedata.category(char) in ("So", "Sk", "Sm", "Cn", "Co") or char in "\u200d\ufe0f\u20e3"

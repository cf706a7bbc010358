"""What someone typed, made fit to keep: no control characters, one line where a field is one line."""

import unicodedata

from crm.errors import NotUnderstood
from crm.text import date_formats
from crm.text.folding import fold

_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())


def line(text: str) -> str:
    """One line without control characters, blanks at the ends dropped."""
    return " ".join("".join(" " if _is_control(char) else char for char in text).split())


def lines(text: str) -> str:
    """Several lines: line ends and tabs stay, every other control character goes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in plain if char in "\n\t" or not _is_control(char)).strip()


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def yearly_day(text: str) -> tuple[str | None, int | None]:
    """A birthday and its month * 100 + day, from a day with or without its year, or nothing. Raises NotUnderstood."""
    if not text.strip():
        return None, None
    found = day_said(text)
    return found, int(found[-5:-3]) * 100 + int(found[-2:])


def day_said(text: str) -> str:
    """YYYY-MM-DD or --MM-DD of a day as people write it; 4/5/1970 is asked about. Raises NotUnderstood."""
    said = line(text)
    if date_formats.is_either_way(said):
        ways = (date_formats.day(said, day_first) for day_first in (True, False))
        one, other = (date_formats.spoken(way) for way in ways if way)
        raise NotUnderstood(f"“{said}” may be {one} or {other}. Write the month as a word, or YYYY-MM-DD.")
    found = date_formats.day(said)
    if found is None:
        raise NotUnderstood(
            f"“{said}” is no date. Write 12 April 1980, 12 April without the year, or YYYY-MM-DD."
        )
    is_meant = said.startswith(date_formats.NO_YEAR)  # cards write that year for none, people do not
    return f"{date_formats.NO_YEAR}{found[1:]}" if is_meant and found.startswith("--") else found


def folded_point(kind: str, value: str) -> str:
    """What matching compares of a contact point: a lower-case e-mail, the digits of a phone, else folded letters."""
    if kind == "phone":
        if value.isascii():
            return value.encode().translate(None, _NO_DIGITS).decode()
        return "".join(filter(str.isdigit, value))
    return value.strip().lower() if kind == "email" else fold(value)

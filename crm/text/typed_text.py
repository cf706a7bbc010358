"""Sanitising typed input: no control characters, and one line for single-line fields."""

import unicodedata

from crm.errors import NotUnderstood
from crm.text import date_formats
from crm.text.folding import fold

_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())


def line(text: str) -> str:
    """One line without control characters and surrounding blanks."""
    return " ".join("".join(" " if _is_control(char) else char for char in text).split())


def lines(text: str) -> str:
    """Several lines: line ends and tabs stay, all other control characters are removed."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in plain if char in "\n\t" or not _is_control(char)).strip()


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def parse_birthday(text: str) -> tuple[str | None, int | None]:
    """Parse a birthday, with or without a year: the date and month * 100 + day, or (None, None) for blank. Raises NotUnderstood."""
    if not text.strip():
        return None, None
    found = parse_typed_date(text)
    return found, int(found[-5:-3]) * 100 + int(found[-2:])


def parse_typed_date(text: str) -> str:
    """Parse a typed date to YYYY-MM-DD or --MM-DD. Raises NotUnderstood, also for the ambiguous 4/5/1970."""
    typed = line(text)
    if date_formats.is_ambiguous(typed):
        ways = (date_formats.parse_date(typed, day_first) for day_first in (True, False))
        one, other = (date_formats.format_date(way) for way in ways if way)
        raise NotUnderstood(f"“{typed}” may be {one} or {other}. Write the month as a word, or YYYY-MM-DD.")
    found = date_formats.parse_date(typed)
    if found is None:
        raise NotUnderstood(
            f"“{typed}” is no date. Write 12 April 1980, 12 April without the year, or YYYY-MM-DD."
        )
    is_meant = typed.startswith(date_formats.NO_YEAR)  # 1604 means "no year" in vCards, but not in typed text
    return f"{date_formats.NO_YEAR}{found[1:]}" if is_meant and found.startswith("--") else found


def folded_point(kind: str, value: str) -> str:
    """The comparison form of a contact point: a lower-case e-mail, the digits of a phone, else the folded text."""
    if kind == "phone":
        if value.isascii():
            return value.encode().translate(None, _NO_DIGITS).decode()
        return "".join(filter(str.isdigit, value))
    return value.strip().lower() if kind == "email" else fold(value)

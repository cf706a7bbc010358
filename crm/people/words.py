"""What someone typed, made fit to keep: no control characters, one line where a field is one line."""

import re
import unicodedata
from datetime import date

from crm.errors import NotUnderstood
from crm.folding import fold

_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
_DAY = re.compile(r"([0-9]{4}|-)-([0-9]{2})-([0-9]{2})")


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
    """A birthday and its month * 100 + day, from YYYY-MM-DD, --MM-DD, or nothing. Raises NotUnderstood."""
    text = text.strip()
    if not text:
        return None, None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year = 2000 if found[1] == "-" else int(found[1])
        day = date(year, int(found[2]), int(found[3]))
    except ValueError:
        raise NotUnderstood(
            f"“{line(text)}” is no date. Write YYYY-MM-DD, or --MM-DD without the year."
        ) from None
    return text, day.month * 100 + day.day


def folded_point(kind: str, value: str) -> str:
    """What matching compares of a contact point: a lower-case e-mail, the digits of a phone, else folded letters."""
    if kind == "phone":
        if value.isascii():
            return value.encode().translate(None, _NO_DIGITS).decode()
        return "".join(filter(str.isdigit, value))
    return value.strip().lower() if kind == "email" else fold(value)

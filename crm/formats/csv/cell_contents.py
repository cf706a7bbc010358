"""Detects the type of a column's content: e-mail addresses, phones, dates, URLs, countries, streets, names."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from crm.text import date_formats
from crm.text.folding import fold
from crm.text.names import PREFIXES

EMAIL, URL, DATE, PHONE, COUNTRY, ADDRESS, NAME = (
    "email",
    "url",
    "date",
    "phone",
    "country",
    "address",
    "name",
)
_COUNTRIES = Path(__file__).parent / "countries.txt"
_EMAIL = re.compile(
    r"(?:[^@<>]{0,60}<)?[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}\.\w{1,60}>?"
    r"(?:\s{0,9}[,;]\s{0,9}[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}\.\w{1,60}){0,20}"
)
_URL = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<![\w.-])[\w.-]{1,190}\.(?:com|org|net|info|io|eu|de|at|ch|fr|es|it|nl|pt|br|uk|example)(?:/\S{0,2000})?",
    re.I,
)
_DIGITS = re.compile(r"\d")
_PHONE = re.compile(
    r"(?:\+|00|\(?0)[\d\s()/.\-–]{5,22}(?:\s*(?:x|ext\.?)\s*\d{1,5})?|\(\d{3}\)\s?\d{3}[-.\s]?\d{4}"
)
_GROUPS = re.compile(r"\d{2,4}(?:[\s.\-/]\d{2,4}){2,5}")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}(?:[ T]\d.*)?|--\d\d-\d\d")
_TIMED = re.compile(r"\d{1,2}:\d\d")
_NAME = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}\.?(?:(?:, |[ .'’-])[^\W\d_]{1,40}\.?){1,4}")
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|square|sq|court|boulevard|blvd|way|quay|place|terrace|rue|chemin|allee"
    r"|impasse|quai|cours|via|viale|piazza|corso|vicolo|calle|avenida|avda|av|paseo|plaza|carrer|rua|travessa|praca|largo"
    r"|estrada|\w*(?:strasse|str|weg|gasse|platz|ring|allee|straat|laan|plein|gracht|kade|dijk|singel))\b\.?"
)
_HOUSE = re.compile(r"\b\d{1,4}\s?[a-z]?\b")
_HOUSE_NUMBER = re.compile(r"\d{1,4}(?:\s?[-/]\s?\d{1,4})?\s?[A-Za-z]?")
_HONORIFICS = PREFIXES | {
    "sr", "sra", "srta", "don", "dona", "dott", "dottssa", "avv", "sig", "sigra", "sigria", "dra", "drs", "mevr", "dhr", "mevrouw",
    "heer", "m", "me", "maitre", "eng", "arq", "exmo", "monsieur", "pfarrer", "dipling", "hon", "mstr", "fraulein",
}  # fmt: skip
_MIN_SHARE = 0.6  # of the cells that are not empty
_MIN_CELLS = 8  # with more cells, repeated values are a category and not names


def content_type_of(cells: Sequence[str]) -> str:
    """The type of most of the cells, or ""."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    for kind, fits in _TYPES:
        if sum(1 for cell in filled if fits(cell)) > len(filled) * _MIN_SHARE:
            return kind if kind != NAME or _are_varied(filled) else ""
    return ""


def are_honorifics(cells: Sequence[str]) -> bool:
    """Whether most cells consist of honorifics only: Dr., Mrs, Frau."""
    filled = [cell for cell in cells if cell.strip()]
    fitting = sum(1 for cell in filled if all(_bare(word) in _HONORIFICS for word in cell.split()))
    return bool(filled) and fitting > len(filled) * _MIN_SHARE


def are_no_numbers(cells: Sequence[str]) -> bool:
    """Whether several cells have no digit at all, such as yes and no."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(_DIGITS.search(cell) for cell in filled)


def are_house_numbers(cells: Sequence[str]) -> bool:
    """Whether the cells are house numbers: 12, 12a, 12-14."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_HOUSE_NUMBER.fullmatch(cell) for cell in filled)


def is_country(text: str) -> bool:
    """Whether the text is a country's name in any language, or an upper-case country code."""
    return fold(text) in _countries() or (len(text) == 2 and text.isupper() and text.lower() in _codes())


def code_of(country: str) -> str:
    """ "de" for Germany, Allemagne or DE; "" if it is not a country."""
    folded = fold(country)
    return folded if folded in _codes() and len(country) == 2 else _countries().get(folded, "")


def _is_email(cell: str) -> bool:
    return "@" in cell and _EMAIL.fullmatch(cell.removeprefix("mailto:")) is not None


def _is_date(cell: str) -> bool:
    if _DATE.fullmatch(cell):
        return date_formats.parse_date(cell) is not None or date_formats.is_blank_date(cell)
    return len(cell) < 40 and not cell.isdecimal() and date_formats.parse_date(cell) is not None


def _is_phone(cell: str) -> bool:
    """Requires the form of a dialled number: +, a leading 0, brackets or groups. Plain digits may be anything."""
    first = re.split(r"[;\n]|,\s", cell, maxsplit=1)[0].strip()
    first = re.sub(r"^(?:tel|phone|mob|cell|handy)\b[.:]?\s*", "", first, flags=re.I)
    digits = len(_DIGITS.findall(first))
    if not 6 <= digits <= 16 or _DATE.fullmatch(first) or _TIMED.search(first):
        return False
    return bool(_PHONE.fullmatch(first) or _GROUPS.fullmatch(first))


def _is_address(cell: str) -> bool:
    folded = fold(cell)
    return (
        6 <= len(cell) <= 200
        and bool(_STREET.search(folded))
        and bool(_HOUSE.search(folded))
        and "@" not in cell
    )


def _is_name(cell: str) -> bool:
    return len(cell) <= 60 and _NAME.fullmatch(cell) is not None and any(char.isupper() for char in cell)


def _are_varied(cells: Sequence[str]) -> bool:
    return len(cells) < _MIN_CELLS or len(set(cells)) * 2 > len(cells)


def _bare(word: str) -> str:
    return fold(word).replace(".", "").replace("-", "")


@cache
def _countries() -> dict[str, str]:
    found = {}
    for line in _COUNTRIES.read_text(encoding="utf-8").splitlines():
        code, equals, names = line.partition("=")
        if equals and len(code) == 2:
            found.update(dict.fromkeys((fold(name) for name in names.split("|")), code.lower()))
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset(_countries().values())


_TYPES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (EMAIL, _is_email), (DATE, _is_date), (URL, lambda cell: _URL.fullmatch(cell) is not None), (PHONE, _is_phone),
    (COUNTRY, lambda cell: len(cell) > 3 and fold(cell) in _countries()), (ADDRESS, _is_address), (NAME, _is_name),
)  # fmt: skip
"""Dates come before phone numbers, so that a date is never taken for a number."""

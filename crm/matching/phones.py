"""Comparison of phone numbers: by equal digits, else by numbering plan if only the notation differs."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm.text.typed_text import folded_point

_TAIL = 7
_EXTENSION = re.compile(r"(?:ext\.?|;ext=|x|#)\s*\d+\s*$", re.I)


def digits_of(value: str) -> str:
    """The digits without an international 00."""
    digits = folded_point("phone", value)
    return digits[2:] if digits[:2] == "00" and len(digits) > 8 else digits


def tail_of(digits: str) -> str:
    """The last digits, equal in all notations of a number."""
    return digits[-_TAIL:]


def same_number(one: str, other: str) -> bool:
    """Whether two numbers with the same tail are equal: +44 20 7946 0958 is 020 7946 0958, but not +49 20 7946 0958."""
    if digits_of(one) == digits_of(other):
        return True
    if bool(_EXTENSION.search(one)) != bool(_EXTENSION.search(other)):
        return False
    first, second = _parse_number(one), _parse_number(other)
    if first is None and second is None:
        return _has_letters(one, other) and _matches(one, other)
    if first is None or second is None:
        whole, national = (first, other) if first else (second, one)
        assert whole is not None
        return whole == _parse_number(national, whole.country)
    return first == second


class _Number(NamedTuple):
    """A parsed number of a national numbering plan."""

    country: int
    number: int
    extension: str | None
    zeros: int  # leading zeros that are part of the number


@lru_cache(maxsize=4096)
def _parse_number(value: str, country: int = 0) -> _Number | None:
    """None for a number without a country code, unless `country` is given. Cached: parsing is slow, and office numbers recur."""
    import phonenumbers  # slow to load (0.1 s), and rarely needed

    try:
        region = (
            phonenumbers.region_code_for_country_code(country) if country else phonenumbers.UNKNOWN_REGION
        )
        found = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    zeros = (found.number_of_leading_zeros or 1) if found.italian_leading_zero else 0
    return _Number(found.country_code or 0, found.national_number or 0, found.extension or None, zeros)


def _has_letters(one: str, other: str) -> bool:
    """0800 FLOWERS: without letters, different digits without a country code are different numbers."""
    return any(map(str.isalpha, one)) or any(map(str.isalpha, other))


def _matches(one: str, other: str) -> bool:
    import phonenumbers  # as above

    match = phonenumbers.is_number_match(one, other)
    return match in (phonenumbers.MatchType.EXACT_MATCH, phonenumbers.MatchType.NSN_MATCH)

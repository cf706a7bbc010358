"""Phones compared: the same digits at once, and by the numbering plans where only the way of writing differs."""

import re

from crm.people.words import folded_point

_TAIL = 7
_EXTENSION = re.compile(r"(?:ext\.?|;ext=|x|#)\s*\d+\s*$", re.I)


def digits_of(value: str) -> str:
    """Digits alone, an international 00 left out."""
    digits = folded_point("phone", value)
    return digits[2:] if digits[:2] == "00" and len(digits) > 8 else digits


def tail_of(digits: str) -> str:
    """What two ways to write one number share."""
    return digits[-_TAIL:]


def same_number(one: str, other: str) -> bool:
    """Numbers with the same tail: +44 20 7946 0958 is 020 7946 0958, but not +49 20 7946 0958."""
    if digits_of(one) == digits_of(other):
        return True
    if bool(_EXTENSION.search(one)) != bool(_EXTENSION.search(other)):
        return False
    import phonenumbers  # 0.1 s to load, and hardly ever needed

    match = phonenumbers.is_number_match(one, other)
    return match in (phonenumbers.MatchType.EXACT_MATCH, phonenumbers.MatchType.NSN_MATCH)

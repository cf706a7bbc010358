"""Titles in a text: where the name behind them begins, and whom of the book "Ms. Stone" means."""

from collections.abc import Callable, Sequence

from crm.capture.names import Names, key_of
from crm.text.name_titles import HERS, HIS, MOST, TITLES


def skip_titles(keys: Sequence[str], at: int, near: Callable[[int], bool]) -> int:
    """Where the name begins that the titles from here on are of: Frau Dr. Meier. `near`: only blanks stand before a word."""
    last = min(at + MOST, len(keys) - 1)
    while at < last and keys[at] in TITLES and near(at + 1):
        at += 1
    return at


def with_family_name(names: Names, key: str, titles: Sequence[str]) -> tuple[int, ...]:
    """Those of the family name that may have these titles: Mr. Stone is not Ms. Rita Stone."""
    return tuple(one for one in names.family(key) if _may_have(names, one, titles))


def _may_have(names: Names, person_id: int, titles: Sequence[str]) -> bool:
    known = names.person(person_id)
    own = key_of(known.full_name).split()[:MOST] if known else []
    return not any(
        not these.isdisjoint(titles) and not those.isdisjoint(own)
        for these, those in ((HIS, HERS), (HERS, HIS))
    )

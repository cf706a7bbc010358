"""Names with titles: where the name after the titles begins, and the people "Ms. Stone" may mean."""

from collections.abc import Callable, Sequence

from crm.capture.names import Names, key_of
from crm.text.name_titles import HERS, HIS, MOST, TITLES


def skip_titles(keys: Sequence[str], at: int, is_adjacent: Callable[[int], bool]) -> int:
    """Index of the name after the titles at `at`: Frau Dr. Meier. `is_adjacent` tells whether only blanks precede a word."""
    last = min(at + MOST, len(keys) - 1)
    while at < last and keys[at] in TITLES and is_adjacent(at + 1):
        at += 1
    return at


def with_family_name(names: Names, key: str, titles: Sequence[str]) -> tuple[int, ...]:
    """People of the family name whose own title does not contradict these: Mr. Stone is not Ms. Rita Stone."""
    return tuple(one for one in names.family(key) if _may_have(names, one, titles))


def _may_have(names: Names, person_id: int, titles: Sequence[str]) -> bool:
    known = names.person(person_id)
    own = key_of(known.full_name).split()[:MOST] if known else []
    return not any(
        not these.isdisjoint(titles) and not those.isdisjoint(own)
        for these, those in ((HIS, HERS), (HERS, HIS))
    )

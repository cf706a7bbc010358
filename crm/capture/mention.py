"""A place where a text names a person, before it is resolved to a person of the book."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.names import KnownName, Names, key_of
from crm.capture.tokens import Token


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Words `first` to `last` (excluded); `whole` if it is more than a first name; `ids` are the matching people."""

    first: int
    last: int
    typed: str
    bare: str  # without a title
    key: str
    whole: bool
    ids: tuple[int, ...]
    ending: str  # of the last word: 's, 'll or nothing
    slot: str = ""  # strong | pair | weak | "": how likely the position holds a person


def index_of_new_names(new: Sequence[NameMatch]) -> Names:
    """Index with one entry per new name; "Ana" alone is left out where the text has a full name with Ana."""
    bare = {one.key: one.bare for one in new if one.whole}
    given = {key.split(" ")[0] for key in bare}
    bare |= {one.key: one.bare for one in new if not one.whole and one.key not in given}
    return Names(KnownName(number, name, name.split()[0]) for number, name in enumerate(bare.values()))


def keys_of(tokens: Sequence[Token]) -> list[str]:
    """The comparison key of each word."""
    known: dict[str, str] = {}
    for token in tokens:
        if token.kind == "word" and token.low not in known:
            known[token.low] = key_of(token.base)
    return [known[token.low] if token.kind == "word" else "" for token in tokens]

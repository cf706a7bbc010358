"""Are these two names one person's? Another given name, suffix or birthday says no; a nickname or initial does not."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crm.exchange.contact import Contact
from crm.exchange.nicknames import go_together
from crm.folding import fold
from crm.people.names import split

_NOT_LETTERS = re.compile(r"[^\w\s]+")
_GENERATIONS = {"jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}  # fmt: skip


@dataclass(slots=True)
class Name:
    """A name made comparable. `key` is the same for "Ruiz, Ana" and "Ana Ruiz"; most are never looked at further."""

    key: str
    generation: str
    birthday: str | None
    is_made: bool  # an e-mail address or a number in place of a name
    is_firm: bool  # an organisation in place of a person
    given_part: str
    family_part: str
    nickname: str

    @property
    def given(self) -> tuple[str, ...]:
        return words_of(self.given_part)

    @property
    def family(self) -> tuple[str, ...]:
        return words_of(self.family_part)

    @property
    def nicknames(self) -> tuple[str, ...]:
        return tuple(word for name in self.nickname.split(",") for word in words_of(name)[:1])


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Folded, without punctuation. Kept, because parts of names come again and again."""
    folded = fold(text)
    return tuple(folded.split() if folded.isalnum() else _NOT_LETTERS.sub(" ", folded).split())


def name_of(contact: Contact) -> Name:
    """The name of a person of a file or of the book."""
    full_name = contact.full_name
    given, family, suffix = contact.given, contact.family, contact.suffix
    made = firm = False
    if not given and not family:
        made = any(point.value == full_name for point in (*contact.emails[:1], *contact.phones[:1]))
        firm = any(role.organization == full_name for role in contact.roles)
        if not made and not firm:
            parts = split(full_name)
            given, family, suffix = parts.given, parts.family, suffix or parts.suffix
    words = words_of(full_name)
    generation = _GENERATIONS.get(words[-1], "") if words else ""
    if suffix and not generation:
        generation = next((_GENERATIONS[word] for word in words_of(suffix) if word in _GENERATIONS), "")
    key = " ".join(sorted(words))
    return Name(key, generation, contact.birthday, made, firm, given, family, contact.nickname)


def against(one: Name, other: Name) -> str:
    """What says that people of the same name are two, or nothing."""
    if one.generation != other.generation:
        return "another suffix"
    if one.birthday and other.birthday and not _same_day(one.birthday, other.birthday):
        return "another birthday"
    return ""


def like(one: Name, other: Name, by_email: bool) -> bool:
    """Whether two people who share an e-mail address, or else a phone, are one. A shared phone wants the family too."""
    if one.is_made or other.is_made:
        return True
    if against(one, other) or one.is_firm != other.is_firm:
        return False
    if one.key == other.key:
        return True
    if one.is_firm or not _like_given(one, other):
        return False
    family, other_family = one.family, other.family
    if not family or not other_family or set(family) & set(other_family):
        return True
    if _close("".join(family), "".join(other_family)):
        return True
    return by_email and one.given[:1] == other.given[:1] and len(one.given[0]) > 1


def _like_given(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return bool(set(one.family) & set(other.family))
    first, second = one.given[0], other.given[0]
    if first in other.given or second in one.given:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return go_together(first, second) or first in other.nicknames or second in one.nicknames


def _same_day(one: str, other: str) -> bool:
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one == other


def _close(one: str, other: str) -> bool:
    """One slip apart, in a name long enough for a slip to be likelier than another family."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA  # rarely needed, and slow to load

    return OSA.distance(one, other, score_cutoff=1) <= 1

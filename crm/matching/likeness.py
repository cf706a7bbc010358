"""Are these two names one person's? Another given name, suffix or birthday says no; a nickname or initial does not."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.matching.mailboxes import is_office
from crm.matching.nicknames import go_together
from crm.matching.spelling import spelled
from crm.text.folding import fold
from crm.text.names import DEGREES, PREFIXES, split
from crm.text.outside_text import without_hidden

UNSEEN = "the name differs from one that is there only in characters that cannot be seen"
SHORTEST = 5
"""Letters of a name in which a slip is likelier than another name."""
_MOST_FIRMS = 40  # more are compared with nobody's
_NOT_LETTERS = re.compile(r"[^\w\s]+")
_GENERATIONS = {"jr": "jr", "jun": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "sen": "sr", "senior": "sr", "snr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}  # fmt: skip
_ADDRESSED = {"mr": "mr", "herr": "mr", "monsieur": "mr", "mrs": "ms", "ms": "ms", "miss": "ms", "frau": "ms", "mme": "ms", "mlle": "ms", "madame": "ms"}  # fmt: skip
# What stands around a name and is none of it; in it these are no names either.
_AROUND = PREFIXES | DEGREES | {"dipling", "he", "she", "they", "him", "her", "them"}
_TOGETHER = frozenset(("and", "und", "et", "&"))
# Emoji and strokes: before the name they are decoration, after it a boast ("✨ Hiring").
_DECORATION = re.compile("[|•·★☆\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+")
_ASIDE = re.compile(r"\([^()]*\)")
_SMALL = "van von de da do del della der den di dos das du la le el al bin ibn ter y e af av zu"
PARTICLES = frozenset(_SMALL.split())


class Name(NamedTuple):
    """A name made comparable. `key` is the same for "Ruiz, Ana" and "Ana Ruiz"; most are never looked at further."""

    key: str
    generation: str
    birthday: str | None
    is_made: bool  # an e-mail address or a number in place of a name
    is_firm: bool  # an organisation in place of a person
    given_part: str
    middle_part: str
    family_part: str
    nickname: str
    addressed: str  # mr, ms or nothing
    firms: tuple[str, ...]  # where they work, as written

    @property
    def given(self) -> tuple[str, ...]:
        return words_of(self.given_part)

    @property
    def middle(self) -> tuple[str, ...]:
        return words_of(self.middle_part)

    @property
    def family(self) -> tuple[str, ...]:
        return words_of(self.family_part)

    @property
    def nicknames(self) -> tuple[str, ...]:
        if not self.nickname:
            return ()
        return tuple(word for name in self.nickname.split(",") for word in words_of(name)[:1])

    def same_as(self, other: "Name") -> str:
        """For two names with the same key: whether they are so letter by letter, in words."""
        if self.given_part == other.given_part and self.family_part == other.family_part:
            return "same name"
        return "same name" if self._written == other._written else "same name, spelled otherwise"

    @property
    def _written(self) -> list[str]:
        return sorted(fold(f"{self.given_part} {self.middle_part} {self.family_part}").split())


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """In one spelling, without punctuation, titles and degrees. Kept, as parts of names come again and again."""
    return _words(fold(text))


def _words(folded: str) -> tuple[str, ...]:
    if folded.isalnum():
        return (spelled(folded),)
    if folded.replace(" ", "").replace("-", "").isalnum():  # most names: nothing to take out but titles
        words = folded.split()
        words = [word for word in words if word not in _AROUND] or words
        return tuple(map(spelled, " ".join(words).replace("-", " ").split() if "-" in folded else words))
    plain = _plain(folded)
    kept = [
        word for word in plain.split() if word.replace(".", "").strip(",") not in _AROUND
    ] or plain.split()
    return tuple(map(spelled, _NOT_LETTERS.sub(" ", " ".join(kept)).split()))


def _plain(text: str) -> str:
    """Without asides in brackets, decoration, and whatever follows decoration."""
    if "(" in text:
        text = _ASIDE.sub(" ", text)
    if not text.isascii() or "|" in text:
        parts = [part for part in _DECORATION.split(text) if part.strip()]
        text = parts[0] if parts else text
    return text


def only_hidden_differs(one: Name | None, other: Name) -> bool:
    """Whether two names look alike and are not: a direction control, or a blank without a width, in one of them."""
    if one is None or (one.given_part, one.family_part) == (other.given_part, other.family_part):
        return False
    written = [f"{name.given_part} {name.middle_part} {name.family_part}" for name in (one, other)]
    seen = [without_hidden(name) for name in written]
    return seen != written and seen[0].split() == seen[1].split()


def name_of(contact: Contact, folded: str | None = None) -> Name:
    """The name of a person of a file or of the book. `folded` is the full name so, where that is known."""
    given, middle, family, suffix = contact.given, contact.additional, contact.family, contact.suffix
    made = firm = False
    if not given and not family:
        made, firm = _instead_of_a_name(contact)
        if not made and not firm:
            parts = split(_without_degrees(contact.full_name))
            given, middle, family = parts.given, parts.additional, parts.family
            suffix = suffix or parts.suffix
    folded = fold(contact.full_name) if folded is None else folded
    first, _, last = folded.replace(".", " ").replace(",", " ").strip().rpartition(" ")
    generation = (_GENERATIONS.get(last, "") if first else "") or _generation_in(suffix)
    return Name(
        _key(folded), generation, contact.birthday, made, firm, given, middle, family, contact.nickname,
        _ADDRESSED.get(first.partition(" ")[0], ""), tuple(role.organization for role in contact.roles[:_MOST_FIRMS] if role.organization),
    )  # fmt: skip


def key_of(full_name: str) -> str:
    """The key of a Name, at less cost."""
    return _key(fold(full_name))


def _key(folded: str) -> str:
    return " ".join(sorted(word for word in _words(folded) if word not in _GENERATIONS))


def _instead_of_a_name(contact: Contact) -> tuple[bool, bool]:
    """Whether an address or a number stands there, or an organisation: which info@ is one of, too."""
    full_name = contact.full_name
    made = any(point.value == full_name for point in (*contact.emails[:1], *contact.phones[:1]))
    is_firm = any(role.organization == full_name for role in contact.roles[:_MOST_FIRMS])
    is_firm = is_firm or (made and is_office(full_name))
    return made and not is_firm, is_firm


def _generation_in(suffix: str) -> str:
    plain = _NOT_LETTERS.sub(" ", fold(suffix)).split() if suffix else ()
    return next((_GENERATIONS[word] for word in plain if word in _GENERATIONS), "")


def _without_degrees(full_name: str) -> str:
    """ "Priya Sharma, MBA" is no family name with a comma after it."""
    words = _plain(full_name).split()
    kept = [word for word in words if word.replace(".", "").strip(",").lower() not in _AROUND]
    return " ".join(kept or words).rstrip(", ")


def against(one: Name, other: Name) -> str:
    """What says that people of the same name are two, or nothing."""
    if one.generation != other.generation:
        return "another suffix"
    if one.birthday and other.birthday and not _same_day(one.birthday, other.birthday):
        return "another birthday"
    if one.addressed and other.addressed and one.addressed != other.addressed:
        return "another form of address"
    if one.middle_part and other.middle_part and not _like_middle(one, other):
        return "another middle name"
    if (one.middle_part or other.middle_part) and _is_couple(one) != _is_couple(other):
        return "two people in one entry"
    return ""


def _is_couple(one: Name) -> bool:
    return not _TOGETHER.isdisjoint(one.middle_part.lower().split())


def like(one: Name, other: Name, by_email: bool) -> bool:
    """Whether two people who share an e-mail address, or else a phone, are one. A shared phone wants the family too."""
    if one.is_made or other.is_made:
        return True
    if against(one, other) or one.is_firm != other.is_firm:
        return False
    if one.key == other.key:
        return True
    if one.is_firm:
        return False
    if joined(one) & joined(other):
        return True
    if not like_given(one, other):
        return False
    if like_family(one, other):
        return True
    return by_email and one.given[:1] == other.given[:1] and len("".join(one.given[:1])) > 1


def joined(one: Name) -> frozenset[str]:
    """The whole name as one word, either way round: 佐藤美咲, Al-Rashid and Alrashid."""
    return _joined(one.given_part, one.middle_part, one.family_part)


@lru_cache(maxsize=20_000)
def _joined(given_part: str, middle_part: str, family_part: str) -> frozenset[str]:
    given, family = "".join(words_of(given_part)), "".join((*words_of(middle_part), *words_of(family_part)))
    return frozenset((given + family, family + given))


def like_given(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return bool(set(one.family) & set(other.family))
    first, second = one.given[0], other.given[0]
    if first in (*other.given, *other.middle) or second in (*one.given, *one.middle):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return go_together(first, second) or first in other.nicknames or second in one.nicknames


def like_family(one: Name, other: Name) -> bool:
    """A name in common, or one slip apart, or an initial that fits; a missing one fits every other."""
    family, other_family = _names(one), _names(other)
    if not one.family or not other.family or family & other_family:
        return True
    mine, theirs = "".join(one.family), "".join(other.family)
    if len(mine) == 1 or len(theirs) == 1:
        return mine[0] == theirs[0]
    return mine == theirs or one_slip(mine, theirs)


def _names(one: Name) -> set[str]:
    """What may be a family name: of María García López either."""
    return {word for word in (*one.middle, *one.family) if word not in PARTICLES and len(word) > 1}


def _like_middle(one: Name, other: Name) -> bool:
    if set(one.middle) & {*other.middle, *other.family} or set(other.middle) & {*one.middle, *one.family}:
        return True
    if one.given and other.given and one.given[0] != other.given[0]:
        return True  # it is their given names that are to be compared
    return any(
        mine[0] == theirs[0] and min(len(mine), len(theirs)) == 1
        for mine in one.middle
        for theirs in other.middle
    )


def _same_day(one: str, other: str) -> bool:
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one == other


def one_slip(one: str, other: str) -> bool:
    """One slip apart, in a name long enough for a slip to be likelier than another name; numbers are no slips."""
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 1 or not (one + other).isalpha():
        return False
    from rapidfuzz.distance import OSA  # rarely needed, and slow to load

    return OSA.distance(one, other, score_cutoff=1) <= 1

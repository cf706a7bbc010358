"""Comparison of two names: a different given name, suffix or birthday contradicts, a nickname or initial does not."""

import re
from functools import lru_cache
from typing import NamedTuple

from crm.contacts.contact import Contact
from crm.matching.mailboxes import is_office
from crm.matching.nicknames import may_be_same_name
from crm.matching.spelling import normalize_spelling
from crm.text.folding import fold
from crm.text.names import DEGREES, PREFIXES, split
from crm.text.outside_text import without_hidden

UNSEEN = "the name differs from one that is there only in characters that cannot be seen"
MIN_TYPO_LENGTH = 5
"""Minimum length of a name in which a typo is likelier than another name."""
_MAX_FIRMS = 40  # more roles than this are not compared
_NOT_LETTERS = re.compile(r"[^\w\s]+")
_GENERATIONS = {"jr": "jr", "jun": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "sen": "sr", "senior": "sr", "snr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}  # fmt: skip
_ADDRESSED = {"mr": "mr", "herr": "mr", "monsieur": "mr", "mrs": "ms", "ms": "ms", "miss": "ms", "frau": "ms", "mme": "ms", "mlle": "ms", "madame": "ms"}  # fmt: skip
# Words around a name that are not part of it, and never names themselves.
_NOT_NAMES = PREFIXES | DEGREES | {"dipling", "he", "she", "they", "him", "her", "them"}
_COUPLE_WORDS = frozenset(("and", "und", "et", "&"))
# Emoji and separators: before a name they are decoration, after it follows an advertisement ("✨ Hiring").
_DECORATION = re.compile("[|•·★☆\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+")
_ASIDE = re.compile(r"\([^()]*\)")
_SMALL = "van von de da do del della der den di dos das du la le el al bin ibn ter y e af av zu"
PARTICLES = frozenset(_SMALL.split())


class Name(NamedTuple):
    """A name in comparison form. `key` is equal for "Ruiz, Ana" and "Ana Ruiz"; the parts are computed on demand."""

    key: str
    generation: str
    birthday: str | None
    is_placeholder: bool  # an e-mail address or number used as a name
    is_firm: bool  # the name of an organisation
    given_part: str
    middle_part: str
    family_part: str
    nickname: str
    addressed: str  # mr, ms or ""
    firms: tuple[str, ...]  # employers, as written

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

    def describe_match(self, other: "Name") -> str:
        """The evidence text for two names with the same key: identical, or only equal after normalisation."""
        if self.given_part == other.given_part and self.family_part == other.family_part:
            return "same name"
        return "same name" if self._written == other._written else "same name, spelled otherwise"

    @property
    def _written(self) -> list[str]:
        return sorted(fold(f"{self.given_part} {self.middle_part} {self.family_part}").split())


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Normalised words without punctuation, titles and degrees; cached, as parts of names recur."""
    return _words(fold(text))


def _words(folded: str) -> tuple[str, ...]:
    if folded.isalnum():
        return (normalize_spelling(folded),)
    if folded.replace(" ", "").replace("-", "").isalnum():  # most names: only titles to remove
        words = folded.split()
        words = [word for word in words if word not in _NOT_NAMES] or words
        return tuple(
            map(normalize_spelling, " ".join(words).replace("-", " ").split() if "-" in folded else words)
        )
    plain = _plain(folded)
    kept = [
        word for word in plain.split() if word.replace(".", "").strip(",") not in _NOT_NAMES
    ] or plain.split()
    return tuple(map(normalize_spelling, _NOT_LETTERS.sub(" ", " ".join(kept)).split()))


def _plain(text: str) -> str:
    """The text without asides in brackets, decoration, and everything after decoration."""
    if "(" in text:
        text = _ASIDE.sub(" ", text)
    if not text.isascii() or "|" in text:
        parts = [part for part in _DECORATION.split(text) if part.strip()]
        text = parts[0] if parts else text
    return text


def differs_invisibly(one: Name | None, other: Name) -> bool:
    """Whether two names look the same but differ in invisible characters, such as direction controls."""
    if one is None or (one.given_part, one.family_part) == (other.given_part, other.family_part):
        return False
    written = [f"{name.given_part} {name.middle_part} {name.family_part}" for name in (one, other)]
    seen = [without_hidden(name) for name in written]
    return seen != written and seen[0].split() == seen[1].split()


def name_of(contact: Contact, folded: str | None = None) -> Name:
    """The comparison form of a contact's name. `folded` is the folded full name, if the caller has it already."""
    given, middle, family, suffix = contact.given, contact.additional, contact.family, contact.suffix
    is_placeholder = firm = False
    if not given and not family:
        is_placeholder, firm = _placeholder_kind(contact)
        if not is_placeholder and not firm:
            parts = split(_without_degrees(contact.full_name))
            given, middle, family = parts.given, parts.additional, parts.family
            suffix = suffix or parts.suffix
    folded = fold(contact.full_name) if folded is None else folded
    first, _, last = folded.replace(".", " ").replace(",", " ").strip().rpartition(" ")
    generation = (_GENERATIONS.get(last, "") if first else "") or _generation_in(suffix)
    return Name(
        _key(folded), generation, contact.birthday, is_placeholder, firm, given, middle, family, contact.nickname,
        _ADDRESSED.get(first.partition(" ")[0], ""), tuple(role.organization for role in contact.roles[:_MAX_FIRMS] if role.organization),
    )  # fmt: skip


def key_of(full_name: str) -> str:
    """The key of a Name, without computing the rest."""
    return _key(fold(full_name))


def _key(folded: str) -> str:
    return " ".join(sorted(word for word in _words(folded) if word not in _GENERATIONS))


def _placeholder_kind(contact: Contact) -> tuple[bool, bool]:
    """Whether an address or number stands for the name, and whether an organisation does; info@ counts as an organisation."""
    full_name = contact.full_name
    is_placeholder = any(point.value == full_name for point in (*contact.emails[:1], *contact.phones[:1]))
    is_firm = any(role.organization == full_name for role in contact.roles[:_MAX_FIRMS])
    is_firm = is_firm or (is_placeholder and is_office(full_name))
    return is_placeholder and not is_firm, is_firm


def _generation_in(suffix: str) -> str:
    plain = _NOT_LETTERS.sub(" ", fold(suffix)).split() if suffix else ()
    return next((_GENERATIONS[word] for word in plain if word in _GENERATIONS), "")


def _without_degrees(full_name: str) -> str:
    """ "Priya Sharma, MBA" does not have a family name before a comma."""
    words = _plain(full_name).split()
    kept = [word for word in words if word.replace(".", "").strip(",").lower() not in _NOT_NAMES]
    return " ".join(kept or words).rstrip(", ")


def contradiction(one: Name, other: Name) -> str:
    """Evidence that people of the same name are different, or ""."""
    if one.generation != other.generation:
        return "another suffix"
    if one.birthday and other.birthday and not _same_day(one.birthday, other.birthday):
        return "another birthday"
    if one.addressed and other.addressed and one.addressed != other.addressed:
        return "another form of address"
    if one.middle_part and other.middle_part and not _same_middle_name(one, other):
        return "another middle name"
    if (one.middle_part or other.middle_part) and _is_couple(one) != _is_couple(other):
        return "two people in one entry"
    return ""


def _is_couple(one: Name) -> bool:
    return not _COUPLE_WORDS.isdisjoint(one.middle_part.lower().split())


def is_same_person(one: Name, other: Name, by_email: bool) -> bool:
    """Whether two people who share an e-mail address or a phone are one. A shared phone also requires the family name."""
    if one.is_placeholder or other.is_placeholder:
        return True
    if contradiction(one, other) or one.is_firm != other.is_firm:
        return False
    if one.key == other.key:
        return True
    if one.is_firm:
        return False
    if joined_spellings(one) & joined_spellings(other):
        return True
    if not same_given_name(one, other):
        return False
    if same_family_name(one, other):
        return True
    return by_email and one.given[:1] == other.given[:1] and len("".join(one.given[:1])) > 1


def joined_spellings(one: Name) -> frozenset[str]:
    """The whole name as one word, in both orders: equal for 佐藤美咲, Al-Rashid and Alrashid."""
    return _joined_spellings(one.given_part, one.middle_part, one.family_part)


@lru_cache(maxsize=20_000)
def _joined_spellings(given_part: str, middle_part: str, family_part: str) -> frozenset[str]:
    given, family = "".join(words_of(given_part)), "".join((*words_of(middle_part), *words_of(family_part)))
    return frozenset((given + family, family + given))


def same_given_name(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return bool(set(one.family) & set(other.family))
    first, second = one.given[0], other.given[0]
    if first in (*other.given, *other.middle) or second in (*one.given, *one.middle):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return may_be_same_name(first, second) or first in other.nicknames or second in one.nicknames


def same_family_name(one: Name, other: Name) -> bool:
    """A common name, one typo, or a matching initial; a missing family name matches any other."""
    family, other_family = _family_names(one), _family_names(other)
    if not one.family or not other.family or family & other_family:
        return True
    mine, theirs = "".join(one.family), "".join(other.family)
    if len(mine) == 1 or len(theirs) == 1:
        return mine[0] == theirs[0]
    return mine == theirs or one_typo_apart(mine, theirs)


def _family_names(one: Name) -> set[str]:
    """Words that may be family names: either of María García López."""
    return {word for word in (*one.middle, *one.family) if word not in PARTICLES and len(word) > 1}


def _same_middle_name(one: Name, other: Name) -> bool:
    if set(one.middle) & {*other.middle, *other.family} or set(other.middle) & {*one.middle, *one.family}:
        return True
    if one.given and other.given and one.given[0] != other.given[0]:
        return True  # different given names are compared elsewhere
    return any(
        mine[0] == theirs[0] and min(len(mine), len(theirs)) == 1
        for mine in one.middle
        for theirs in other.middle
    )


def _same_day(one: str, other: str) -> bool:
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one == other


def one_typo_apart(one: str, other: str) -> bool:
    """Whether two words differ by one typo, and are long enough for that to be likelier than two names; never for digits."""
    if (
        min(len(one), len(other)) < MIN_TYPO_LENGTH
        or abs(len(one) - len(other)) > 1
        or not (one + other).isalpha()
    ):
        return False
    from rapidfuzz.distance import OSA  # rarely needed, and slow to load

    return OSA.distance(one, other, score_cutoff=1) <= 1

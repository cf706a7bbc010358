"""Parses people the user misses, with descriptions, from one line: "my old boss Henrik Dahl, Ana from the gym"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from crm.capture.tokens import Token, tokens
from crm.capture.vocabulary import one_of, words

_TABLE = words("missed")
_LEAD = re.compile(rf"^\W{{0,50}}(?:(?:{'|'.join(_TABLE['leads'])})\b\s{{0,9}}){{1,20}}", re.I)
_TRAIL = re.compile(rf"(?:[\s.!,;]|\b(?:{'|'.join(_TABLE['trails'])})(?=[\s.!]{{0,60}}$)){{1,60}}$", re.I)
_EMAIL = re.compile(r"<?\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)>?")
_BRACKETS = re.compile(r"\(([^()]{0,200})\)")
_PHONE = re.compile(r"\+?\d[\d ().\-]{5,24}\d")
_OUTSIDE = r"(?![^()]{0,200}\))"  # of brackets
_LINKS = re.compile(rf"(?:[;\n&/]|\s\+\s|\b(?:{'|'.join(_TABLE['links'])})\b){_OUTSIDE}", re.I)
_COMMAS = re.compile(rf",{_OUTSIDE}")
_ASIDE = re.compile(r"(?<!\s)\s+[-–—]\s+|:\s+")
_MOST_ASIDES = 8  # dashes and colons after which a name is searched for


@dataclass(frozen=True, slots=True)
class MissedPerson:
    """`typed` is the whole part, `description` the words beside the name, `nickname` what the user calls the person."""

    typed: str
    name: str = ""
    description: str = ""
    email: str = ""
    phone: str = ""
    nickname: str = ""


def parse_missed_people(text: str) -> list[MissedPerson]:
    """In text order. An entry without a name has only a description."""
    found: list[MissedPerson] = []
    for group in _LINKS.split(text):
        shared = found[-1].description if found and _is_plural(found[-1].description) else ""
        found += [
            replace(one, description=one.description or shared) if one.name else one for one in _group(group)
        ]
    return found


def _group(text: str) -> list[MissedPerson]:
    """A description between commas belongs to the name before or after it: "Henrik, my old boss", "my boss, Henrik"."""
    found: list[MissedPerson] = []
    waiting = ""
    for one in _parts(text):
        if one.name:
            found.append(replace(one, description=_joined_parts(waiting, one.description)))
            waiting = ""
        elif found and (one.email or one.phone or not found[-1].description):
            found[-1] = _with_details(found[-1], one)
        else:
            waiting = _joined_parts(waiting, one.typed)
    return [*found, MissedPerson(waiting)] if waiting else found


def _is_plural(description: str) -> bool:
    """Whether a description is plural: "my old friends" Ana and Ben."""
    return any(word.endswith("s") and word[:-1] in _nouns() for word in description.lower().split())


def _with_details(named: MissedPerson, more: MissedPerson) -> MissedPerson:
    description = _joined_parts(named.description, more.description)
    return replace(
        named, description=description, email=named.email or more.email, phone=named.phone or more.phone
    )


def _parts(text: str) -> Iterator[MissedPerson]:
    for part in _COMMAS.split(text):
        cut = _TRAIL.sub("", _LEAD.sub("", part)).strip(" \t\"“”'")
        if cut and cut.lower() not in _TABLE["nobody"]:
            yield _one(cut)


def _one(text: str) -> MissedPerson:
    email, phone = _EMAIL.search(text), _PHONE.search(_EMAIL.sub(" ", text))
    rest = _PHONE.sub(" ", _EMAIL.sub(" ", text)).replace("@ ", " at ")
    asides = [" ".join(aside.split()) for aside in _BRACKETS.findall(rest)]
    name, description = _name(" ".join(_BRACKETS.sub(" ", rest).split()))
    if not name and asides:  # "my old boss (Henrik Dahl)"
        name, asides[0] = _name(asides[0])
    address = email[1] if email else ""
    name = name or (_name_from_address(address) if address and not description else "")
    number = phone[0].strip() if phone else ""
    details = description if set(description.lower().split()) - {*_TABLE["places"], *_TABLE["own"]} else ""
    return MissedPerson(
        text, name, _joined_parts(details, *asides), address, number, _nickname(name, description)
    )


def _name(text: str) -> tuple[str, str]:
    """The name and the description before or after a dash or colon."""
    marks = list(islice(_ASIDE.finditer(text), _MOST_ASIDES))
    starts, ends = [0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(text)]
    for start, end in zip(starts, ends, strict=True):
        name, beside = _name_alone(text[start:end])
        if name:
            return name, _joined_parts(beside, text[:start].strip(" -–—:"), text[end:].strip(" -–—:"))
    return "", text


def _name_alone(text: str) -> tuple[str, str]:
    found = [token for token in tokens(text) if token.kind not in ("mark", "break")]
    at, last = _name_range(found)
    if at == last:
        return "", text
    the = at > 0 and found[at - 1].low == "the"  # "the Okafors", "our neighbours the Okafors"
    start = found[at - the].start
    name, before, after = text[start : found[last - 1].end], text[:start], text[found[last - 1].end :]
    if not any(token.capital for token in found[at:last]):
        name = " ".join(
            one if one in one_of("people", "particles") else one[:1].upper() + one[1:] for one in name.split()
        )
    beside = "" if all(word in _TABLE["own"] for word in before.lower().split()) else before.strip()
    return name, _joined_parts(beside, after.strip(" .!"))


def _name_range(found: list[Token]) -> tuple[int, int]:
    """Start and end of the name; an empty range if there is only a description."""
    if found and found[0].low in _TABLE["nobody"]:  # "everyone at the studio"
        return len(found), len(found)
    if not found or not _describes(found[0]):
        return 0, _name_end(found, 0)
    lows = [token.low for token in found]
    starts = [
        at
        for at in range(1, len(found))
        if found[at].capital and not found[at].possessive and not _describes(found[at])
    ]
    for at in starts:
        if lows[at - 1] not in _TABLE["places"] and (at - 1 not in starts or _describes(found[at - 1])):
            return at, _name_end(found, at)
    if starts:  # "my colleague at Acme Henrik Dahl"
        return starts[0] + 1, _name_end(found, starts[0] + 1)
    nouns = [at for at, low in enumerate(lows) if low in _nouns()]
    if nouns and nouns[-1] + 1 < len(found) and not any(token.capital for token in found[1:]):
        return _after_place(lows, nouns[-1] + 1, found)
    if lows[-1] in _TABLE["called"] and set(lows[:-1]) <= set(_TABLE["own"]):  # "my mum"
        return len(found) - 1, len(found)
    return len(found), len(found)


def _after_place(lows: list[str], at: int, found: list[Token]) -> tuple[int, int]:
    """In small letters: "my boss henrik dahl", "my friend from uni ana"."""
    if lows[at] in _TABLE["places"]:
        at += 2 + (lows[at + 1 : at + 2] != [] and lows[at + 1] in _TABLE["own"])
    at = min(at, len(found))
    return at, _name_end(found, at)


def _name_end(found: list[Token], at: int) -> int:
    """A capitalised name ends at the first lower-case word; a lower-case name ends at a place or possessive word."""
    capitals = at < len(found) and found[at].capital
    end = at
    for place in range(at, len(found)):
        token = found[place]
        if token.low in _TABLE["places"] or token.low in _TABLE["own"]:
            break
        if token.capital or (not capitals and token.kind == "word"):
            end = place + 1
        elif token.low not in one_of("people", "particles"):
            break
    return end


def _describes(token: Token) -> bool:
    """Whether a description may begin with this word: "my", "old", "Ana's", "aunt"."""
    return (
        token.low in _TABLE["own"] or token.low in _TABLE["former"] or token.base in _nouns() or token.possessive
    )  # fmt: skip


def _nouns() -> frozenset[str]:
    return one_of("people", "relations") | one_of("missed", "relations") | one_of("missed", "called")


def _nickname(name: str, description: str) -> str:
    """The nickname of a relative, "Aunt May", so that the log parser knows it."""
    last = description.split(" ")[-1].lower() if description else ""
    return f"{last.capitalize()} {name.split(' ')[0]}" if name and last in _TABLE["titles"] else ""


def _name_from_address(address: str) -> str:
    """The name in an e-mail address: "henrik.dahl@…" is Henrik Dahl. Else the address itself."""
    parts = re.split(r"[._+-]+", address.partition("@")[0])
    if all(part.isalpha() for part in parts) and any(len(part) > 1 for part in parts):
        return " ".join(part.capitalize() + ("." if len(part) == 1 else "") for part in parts)
    return address


def _joined_parts(*text: str) -> str:
    return ", ".join(one for one in text if one)

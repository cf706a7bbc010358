"""Whom the user misses, as said in one line: names, and who each of them is: "my old boss Henrik Dahl, Ana from the gym"."""

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
_MOST_ASIDES = 8  # dashes and colons looked at for a name behind them


@dataclass(frozen=True, slots=True)
class MissedPerson:
    """`said` is the whole as typed, `who` what it says beside the name, `nickname` what the user calls them."""

    said: str
    name: str = ""
    who: str = ""
    email: str = ""
    phone: str = ""
    nickname: str = ""


def parse_missed_people(text: str) -> list[MissedPerson]:
    """In the order they were named; one without a name is only described."""
    found: list[MissedPerson] = []
    for group in _LINKS.split(text):
        shared = found[-1].who if found and _of_several(found[-1].who) else ""
        found += [replace(one, who=one.who or shared) if one.name else one for one in _group(group)]
    return found


def _group(text: str) -> list[MissedPerson]:
    """Between two commas may stand who the one before is, or the one after: "Henrik, my old boss", "my boss, Henrik"."""
    found: list[MissedPerson] = []
    waiting = ""
    for one in _parts(text):
        if one.name:
            found.append(replace(one, who=_both(waiting, one.who)))
            waiting = ""
        elif found and (one.email or one.phone or not found[-1].who):
            found[-1] = _told_more(found[-1], one)
        else:
            waiting = _both(waiting, one.said)
    return [*found, MissedPerson(waiting)] if waiting else found


def _of_several(who: str) -> bool:
    """ "My old friends" Ana and Ben."""
    return any(word.endswith("s") and word[:-1] in _nouns() for word in who.lower().split())


def _told_more(named: MissedPerson, more: MissedPerson) -> MissedPerson:
    who = _both(named.who, more.who)
    return replace(named, who=who, email=named.email or more.email, phone=named.phone or more.phone)


def _parts(text: str) -> Iterator[MissedPerson]:
    for part in _COMMAS.split(text):
        cut = _TRAIL.sub("", _LEAD.sub("", part)).strip(" \t\"“”'")
        if cut and cut.lower() not in _TABLE["nobody"]:
            yield _one(cut)


def _one(said: str) -> MissedPerson:
    email, phone = _EMAIL.search(said), _PHONE.search(_EMAIL.sub(" ", said))
    rest = _PHONE.sub(" ", _EMAIL.sub(" ", said)).replace("@ ", " at ")
    asides = [" ".join(aside.split()) for aside in _BRACKETS.findall(rest)]
    name, who = _name(" ".join(_BRACKETS.sub(" ", rest).split()))
    if not name and asides:  # "my old boss (Henrik Dahl)"
        name, asides[0] = _name(asides[0])
    address = email[1] if email else ""
    name = name or (_name_of(address) if address and not who else "")
    number = phone[0].strip() if phone else ""
    told = who if set(who.lower().split()) - {*_TABLE["places"], *_TABLE["own"]} else ""
    return MissedPerson(said, name, _both(told, *asides), address, number, _nickname(name, who))


def _name(said: str) -> tuple[str, str]:
    """The name and what is said beside it, in front of a dash or a colon or behind."""
    marks = list(islice(_ASIDE.finditer(said), _MOST_ASIDES))
    starts, ends = [0, *(one.end() for one in marks)], [*(one.start() for one in marks), len(said)]
    for start, end in zip(starts, ends, strict=True):
        name, beside = _name_alone(said[start:end])
        if name:
            return name, _both(beside, said[:start].strip(" -–—:"), said[end:].strip(" -–—:"))
    return "", said


def _name_alone(said: str) -> tuple[str, str]:
    found = [token for token in tokens(said) if token.kind not in ("mark", "break")]
    at, last = _stretch(found)
    if at == last:
        return "", said
    the = at > 0 and found[at - 1].low == "the"  # "the Okafors", "our neighbours the Okafors"
    start = found[at - the].start
    name, before, after = said[start : found[last - 1].end], said[:start], said[found[last - 1].end :]
    if not any(token.capital for token in found[at:last]):
        name = " ".join(
            one if one in one_of("people", "particles") else one[:1].upper() + one[1:] for one in name.split()
        )
    beside = "" if all(word in _TABLE["own"] for word in before.lower().split()) else before.strip()
    return name, _both(beside, after.strip(" .!"))


def _stretch(found: list[Token]) -> tuple[int, int]:
    """Where the name begins and ends; nowhere if it says only who somebody is."""
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
    """A name in capitals ends at the first word without; one in small letters at a word that goes on."""
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
    """Whether words that begin with it say who somebody is: "my", "old", "Ana's", "aunt"."""
    return (
        token.low in _TABLE["own"] or token.low in _TABLE["former"] or token.base in _nouns() or token.possessive
    )  # fmt: skip


def _nouns() -> frozenset[str]:
    return one_of("people", "relations") | one_of("missed", "relations") | one_of("missed", "called")


def _nickname(name: str, who: str) -> str:
    """ "Aunt May": what the user calls them, so that it is understood in Log."""
    last = who.split(" ")[-1].lower() if who else ""
    return f"{last.capitalize()} {name.split(' ')[0]}" if name and last in _TABLE["titles"] else ""


def _name_of(address: str) -> str:
    """ "henrik.dahl@…" is Henrik Dahl; what does not look like a name stays an address."""
    parts = re.split(r"[._+-]+", address.partition("@")[0])
    if all(part.isalpha() for part in parts) and any(len(part) > 1 for part in parts):
        return " ".join(part.capitalize() + ("." if len(part) == 1 else "") for part in parts)
    return address


def _both(*said: str) -> str:
    return ", ".join(one for one in said if one)

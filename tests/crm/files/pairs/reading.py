"""The labelled pairs as vCards."""

from dataclasses import dataclass
from pathlib import Path

ROOM = Path(__file__).parent
_SAID = {"at": "ORG", "born": "BDAY", "aka": "NICKNAME", "uid": "UID"}


@dataclass(frozen=True)
class Pair:
    reason: str
    one: str
    other: str
    is_one_person: bool

    @property
    def in_words(self) -> str:
        return f"{self.reason}: {self.one} // {self.other}"


def pairs(file: str, is_one_person: bool) -> list[Pair]:
    found = []
    for line in (ROOM / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reason, _, both = line.partition(": ")
            one, other = both.split(" // ")
            found.append(Pair(reason, one, other, is_one_person))
    return found


def card(said: str) -> str:
    """ "Ana Ruiz; ana@x.example; at Fig Tree" as a vCard."""
    name, *facts = (part.strip() for part in said.split(";"))
    lines = [f"FN:{_escaped(name)}"] if name else []
    lines += [_property(fact) for fact in facts if fact]
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def _property(fact: str) -> str:
    word, _, rest = fact.partition(" ")
    if word in _SAID:
        return f"{_SAID[word]}:{_escaped(rest)}"
    if word == "in":
        return f"URL:https://www.linkedin.com/in/{rest}"
    if word == "parts":
        return "N:" + rest.replace("|", ";")
    return f"EMAIL:{fact}" if "@" in fact else f"TEL:{fact}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

"""Ten thousand cards as address books write them: 2.1 with quoted-printable, Apple's and Google's 3.0, and 4.0."""

import base64
import quopri
import random
import sys
from pathlib import Path

GIVEN = [
    "Anna", "Zoë", "Søren", "Łukasz", "José", "Renée", "François", "Björn", "Müge", "Siân", "Jürgen",
    "Chloé", "Yuki", "美咲", "Ольга", "Νίκος", "Amara", "Priya", "Omar", "James",
]  # fmt: skip
FAMILY = [
    "Müller", "García", "Sørensen", "Kowalski", "O'Brien", "Dvořák", "Şahin", "Lefèvre", "Øvergård",
    "Иванов", "佐藤", "Okafor", "Mbeki", "Sharma", "Nguyễn", "Smith",
]  # fmt: skip
ORGANISATIONS = [
    "Acme GmbH",
    "Fjord Foods",
    "Hart & Hound",
    "Norte Coffee, S.A.",
    "Studio Sjöberg",
    "Quay; and Sons",
]
TITLES = ["Engineer", "Head of Sales", "Geschäftsführerin", "Chargé d'affaires", "Designer", "Partner"]
NOTES = [
    "met", "at", "the", "fair", "in", "spring,", "talked", "about", "labels;", "promised", "the", "pricing",
    "article\nlikes", "sailing", "and", "rye", "bread",
]  # fmt: skip


def written(count: int, seed: int = 1, plain: bool = False) -> str:
    """The same cards for the same seed. `plain`: in 3.0 alone and each with a UID, which is what khard can list."""
    chance = random.Random(seed)
    return "".join(_card(chance, number, plain) for number in range(count))


def _card(chance: random.Random, number: int, plain: bool) -> str:
    given, family = chance.choice(GIVEN), f"{chance.choice(FAMILY)}-{number % 997}"
    kinds = [_apple, _google] if plain else [_old, _apple, _google, _new]
    lines = chance.choice(kinds)(chance, number, given, family)
    if plain:
        lines.insert(2, f"UID:00000000-0000-4000-8000-{number:012x}")
    return "\r\n".join(lines) + "\r\n"


def _old(chance: random.Random, number: int, given: str, family: str) -> list[str]:
    return [
        "BEGIN:VCARD",
        "VERSION:2.1",
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(family)};{_quoted(given)};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(f'{given} {family}')}",
        f"TEL;CELL;PREF:{_phone(number)}",
        f"EMAIL;HOME:old{number}@mail.example",
        f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(_note(chance))}",
        "END:VCARD",
    ]


def _apple(chance: random.Random, number: int, given: str, family: str) -> list[str]:
    return [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Apple Inc.//macOS 14.5//EN",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"FN:{_escaped(f'{given} {family}')}",
        f"ORG:{_escaped(chance.choice(ORGANISATIONS))};",
        f"TITLE:{_escaped(chance.choice(TITLES))}",
        f"EMAIL;type=INTERNET;type=WORK;type=pref:apple{number}@mail.example",
        f"item1.TEL;type=pref:{_phone(number)}",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        f"item2.ADR;type=WORK:;;{number} High Street;Edinburgh;;EH1 1AA;UK",
        "item2.X-ABADR:gb",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"
        if number % 3
        else f"BDAY:19{number % 60 + 30}-07-0{number % 9 + 1}",
        *_photo(chance, number),
        f"X-ABUID:{number:08X}-0000-4000-8000-000000000000:ABPerson",
        "END:VCARD",
    ]


def _google(chance: random.Random, number: int, given: str, family: str) -> list[str]:
    return [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(f'{given} {family}')}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"item1.EMAIL;TYPE=INTERNET:google{number}@mail.example",
        "item1.X-ABLabel:Studio",
        f"TEL;TYPE=CELL:{_phone(number)}",
        f"ORG:{_escaped(chance.choice(ORGANISATIONS))}",
        f"NOTE:{_escaped(_note(chance))}",
        "CATEGORIES:myContacts,Makers",
        "END:VCARD",
    ]


def _new(chance: random.Random, number: int, given: str, family: str) -> list[str]:
    return [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:urn:uuid:00000000-0000-4000-8000-{number:012x}",
        f"FN:{_escaped(f'{given} {family}')}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
        f"EMAIL;PREF=1;TYPE=work:new{number}@mail.example",
        f'TEL;VALUE=uri;TYPE="voice,cell":tel:{_phone(number).replace(" ", "-")}',
        f"BDAY:--0{number % 9 + 1}12",
        f"ORG:{_escaped(chance.choice(ORGANISATIONS))}",
        f"NOTE:{_escaped(_note(chance))}",
        "REV:20260101T000000Z",
        "END:VCARD",
    ]


def _photo(chance: random.Random, number: int) -> list[str]:
    if number % 10:
        return []
    text = base64.b64encode(b"\xff\xd8\xff\xe0" + chance.randbytes(4000)).decode()
    folded = [f" {text[start : start + 74]}" for start in range(0, len(text), 74)]
    return ["PHOTO;ENCODING=b;TYPE=JPEG:", *folded]


def _note(chance: random.Random) -> str:
    return " ".join(chance.choices(NOTES, k=20))


def _phone(number: int) -> str:
    return f"+44 7700 {900000 + number % 1000} {number:05d}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _quoted(text: str) -> str:
    # A line end inside the value is written as =0D=0A; those that encodestring leaves are soft line breaks.
    plain = quopri.encodestring(text.replace("\n", "\0").encode()).decode()
    return plain.replace("\n", "\r\n").replace("=00", "=0D=0A").replace(";", "=3B")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(int(sys.argv[2])), encoding="utf-8", newline="")

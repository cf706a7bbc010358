"""Mixed vCards of invented people for tests: as old phones, Apple, Google and newer programs write them."""

import quopri
import random
from base64 import b64encode

_GIVEN = [
    "Ana",
    "Søren",
    "Zoë",
    "José",
    "Mei",
    "Björn",
    "Siân",
    "Ольга",
    "Νίκος",
    "Yuki",
    "Chidi",
    "Leila",
    "James",
    "Priya",
    "Renée",
    "Łukasz",
    "Amara",
    "Omar",
    "Greta",
    "Hana",
    "Ivo",
    "Maud",
    "Nell",
    "Otto",
    "Pia",
    "Quentin",
    "Rosa",
    "Tomas",
    "Ute",
    "Viola",
    "Wim",
    "Xenia",
    "Yara",
    "Zeno",
]
_FAMILY = [
    "Ruiz",
    "Okafor",
    "Lindqvist",
    "Müller",
    "O'Brien",
    "Şahin",
    "Jónsdóttir",
    "Иванова",
    "佐藤",
    "Nguyễn",
    "Smith",
    "Patel",
    "Dvořák",
    "Adeyemi",
    "Brontë",
    "Castell",
    "Drummond",
    "Eze",
    "Falk",
    "Grimaldi",
    "Hart",
    "Ibsen",
    "Juhász",
    "Kask",
    "Lund",
    "Moreau",
    "Nowak",
]
_FIRMS = ["Harbour & Sons", "Nordlicht GmbH", "Café Central", "Fig Tree Labs", "Blue Bottle", "Três Irmãos"]
_TITLES = ["Baker", "Head of Sales", "Geschäftsführerin", "Designer", "Chargé d'affaires"]
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def mixed_cards(n: int, seed: int = 1, broken: bool = False) -> bytes:
    """`n` cards, each with a name and an address or number of its own; with `broken`, some lack their END or name."""
    cards = [card(index, seed) for index in range(n)]
    if broken:
        for index in range(3, n, 10):
            cards[index] = _broken(index, seed)
    return "".join(cards).encode()


def card(index: int, seed: int = 1) -> str:
    return random.Random(f"{seed}.{index}").choice([_old_phone, _apple, _google, _modern])(index, seed)


def person(index: int, seed: int = 1) -> tuple[str, str, str, str]:
    """Given, family, e-mail and phone of card `index`; no two alike."""
    pick = random.Random(f"{seed}:{index}")
    given, family = pick.choice(_GIVEN), f"{pick.choice(_FAMILY)}-{index}"
    return given, family, f"p{index}.{seed}@mail.example", f"+44 20 {7000 + seed % 1000} {100000 + index}"


def _broken(index: int, seed: int) -> str:
    kinds = [
        lambda: card(index, seed).replace("END:VCARD\r\n", ""),
        lambda: "BEGIN:VCARD\r\nVERSION:3.0\r\nTITLE:nobody\r\nEND:VCARD\r\n",
        lambda: card(index, seed).replace("END:VCARD", "this line has no colon\r\nEND:VCARD"),
    ]
    return kinds[index // 10 % 3]()


def _quoted(name: str, value: str) -> str:
    if value.isascii() and "\n" not in value:
        return f"{name}:{value}"
    text = quopri.encodestring(value.replace("\n", "\r\n").encode(), quotetabs=True).decode()
    text = text.replace("=0D=0A", "\r\n").replace("=\n", "=\r\n")
    text = "=0D=0A=\r\n".join(value_line for value_line in text.split("\r\n")) if "\n" in value else text
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{text}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _folded(line: str) -> str:
    parts, octets = [""], 0
    for char in line:
        size = len(char.encode())
        if octets + size > 74:
            parts.append("")
            octets = 0
        parts[-1] += char
        octets += size
    return "\r\n ".join(parts)


def _end(lines: list[str]) -> str:
    return "\r\n".join([*lines, "END:VCARD", ""])


def _old_phone(index: int, seed: int) -> str:
    given, family, email, phone = person(index, seed)
    lines = [
        "BEGIN:VCARD",
        "VERSION:2.1",
        _quoted("N", f"{family};{given};;;"),
        _quoted("FN", f"{given} {family}"),
    ]
    lines += [f"TEL;CELL:{phone}", f"EMAIL;INTERNET;HOME:{email}"]
    if index % 3 == 0:
        lines.append(
            _quoted("NOTE", f"Met {given} at the fair.\nGrüße from the harbour, call back before the summer")
        )
    if index % 4 == 0:
        lines.append(f"BDAY:{1950 + index % 50}{1 + index % 12:02}{1 + index % 28:02}")
    return _end(lines)


def _apple(index: int, seed: int) -> str:
    given, family, email, phone = person(index, seed)
    lines = ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Apple Inc.//iOS 17//EN", f"N:{family};{given};;;"]
    lines += [f"FN:{given} {family}", f"item1.EMAIL;type=INTERNET:{email}", "item1.X-ABLabel:Studio"]
    lines += [f"TEL;type=CELL;type=VOICE;type=pref:{phone}", f"ORG:{_escaped(_FIRMS[index % 6])};"]
    if index % 3 == 0:
        lines.append(f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{1 + index % 12:02}-{1 + index % 28:02}")
    if index % 5 == 0:
        lines.append(_folded(f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(PIXEL).decode()}"))
    return _end(lines)


def _google(index: int, seed: int) -> str:
    given, family, email, phone = person(index, seed)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{given} {family}", f"N:{family};{given};;;"]
    lines += [f"EMAIL;TYPE=INTERNET;TYPE=WORK:{email}", f"TEL;TYPE=HOME:{phone}"]
    lines += [
        _folded(f"NOTE:{_escaped('Talked about pricing; jam, bread, and' + ' the market' * (index % 9))}")
    ]
    lines += ["CATEGORIES:myContacts" + (",food" if index % 2 else ""), f"TITLE:{_TITLES[index % 5]}"]
    lines += [f"item1.URL:https\\://{index}.example/about", "item1.X-ABLabel:_$!<HomePage>!$_"]
    return _end(lines)


def _modern(index: int, seed: int) -> str:
    given, family, email, phone = person(index, seed)
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"UID:urn:uuid:00000000-0000-4000-8000-{seed:04x}{index:08x}"]
    lines += [f"N:{family};{given};;;", f"FN:{given} {family}", f"EMAIL;TYPE=home;PREF=1:{email}"]
    lines += [
        f"TEL;VALUE=uri;TYPE=cell:tel:{phone.replace(' ', '-')}",
        f"ORG:{_escaped(_FIRMS[index % 6])};People",
    ]
    lines += [f"ADR;TYPE=work:;;{index} Storgatan;Malmö;;21{index % 1000:03};Sweden", "X-FAVOURITE-TEA:Assam"]
    return _end(lines)

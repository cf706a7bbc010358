"""500 cards as real address books write them: vCard 2.1 with quoted-printable, Apple, Google, 4.0."""

from collections.abc import Callable

_GIVEN = ("Ana", "Dev", "Hana", "Jonas", "Lena", "Mei", "Rosa", "Sofia", "Tom", "Yusuf", "Zoë", "José")
_FAMILY = ("Abe", "Chandra", "Farah", "Kobayashi", "Müller", "Nyberg", "Petrov", "Söğüt", "Valdez", "Weiss")


def mixed_cards(count: int) -> str:
    """Cards of the four kinds in turn; Ana Ruiz is on an Apple card, Ben Okafor on a 4.0 card."""
    kinds: tuple[Callable[[int, str, str], str], ...] = (_vcard_2_1, _apple, _google, _vcard_4_0)
    cards = []
    for number in range(count - 2):
        given = _GIVEN[number % len(_GIVEN)]
        family = f"{_FAMILY[number // len(_GIVEN) % len(_FAMILY)]}-{_unique_family_name(number)}"
        cards.append(kinds[number % 4](number, given, family))
    cards.insert(count // 3, _apple(count, "Ana", "Ruiz"))
    cards.insert(count // 2, _vcard_4_0(count + 1, "Ben", "Okafor"))
    return "".join(cards)


def _vcard_2_1(number: int, given: str, family: str) -> str:
    return _card(
        "2.1",
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted_printable(family)};{_quoted_printable(given)};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted_printable(f'{given} {family}')}",
        f"TEL;CELL:+44 7700 9{number:05}",
    )


def _apple(number: int, given: str, family: str) -> str:
    return _card(
        "3.0",
        "PRODID:-//Apple Inc.//iOS 17.5//EN",
        f"N:{family};{given};;;",
        f"FN:{given} {family}",
        f"ORG:{family} Foods;",
        f"item1.EMAIL;type=INTERNET;type=pref:p{number}@example.org",
        "item1.X-ABLabel:_$!<Work>!$_",
        f"TEL;type=CELL;type=VOICE:+44 20 7946 {number:04}",
        f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-{1 + number % 28:02}",
    )


def _google(number: int, given: str, family: str) -> str:
    return _card(
        "3.0",
        f"FN:{given} {family}",
        f"N:{family};{given};;;",
        f"EMAIL;TYPE=INTERNET;TYPE=HOME:q{number}@example.com",
        "CATEGORIES:myContacts,friends",
        f"NOTE:Met at the fair\\, stall {number}",
    )


def _vcard_4_0(number: int, given: str, family: str) -> str:
    return _card(
        "4.0",
        f"UID:urn:uuid:00000000-0000-4000-8000-{number:012}",
        f"FN:{given} {family}",
        f"N:{family};{given};;;",
        f"EMAIL;PREF=1:r{number}@example.net",
        f"ORG:{family} Ltd",
        "TITLE:Owner",
    )


def _card(version: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def _quoted_printable(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


def _unique_family_name(number: int) -> str:
    """A unique family name per card, so that no two people match."""
    return "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))

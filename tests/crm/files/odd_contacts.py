"""People and cards as nobody would expect them: every value may hold what forges lines, ends lists or breaks letters."""

from dataclasses import replace
from random import Random

from crm.contacts.contact import Contact, ContactRole, Photo, Point
from crm.text.date_lines import date_line
from tests.cards import PIXEL

_PIECES = (
    "\r\nEND:VCARD\r\nBEGIN:VCARD\r\n", "\n", "\r\n ", "\\", "\\n", "\\N", "\\,", ";", ",", ":", '"', "'", "^n", "^^", "=", "=0D=0A",
    "=\r\n", "END:VCARD", "BEGIN:VCARD", "FN:x", "é", "日本語", "🙂", "e\u0301", "\u202e", "\u200b", "\ufeff", " ", "\t", "  ",
    "TYPE=WORK", "data:image/png;base64,AAAA", "<b>", "x" * 90, "ü" * 40, "quoted-printable", "CHARSET=latin1", "urn:uuid:1", "a", "Ana",
    "1604-01-01", "{}", "[", "://",
)  # fmt: skip
_LABELS = ("", "home", "work", "work fax", "cell", "Büro, 2. Stock", "my; label", "_x_", "two words", '"q"')
_HEADS = (
    "X-TEA", "x-lower", "item3.X-KITE", "item3.X-KITE;TYPE=A,B", "GENDER", "X-P;X=\"a;b:c\"", "X-P;Y=^n^'^^", "GEO", "TZ;VALUE=text",
    "LANG;PREF=1", "X-ABDATE;type=pref", "RELATED;TYPE=friend", "KEY;VALUE=uri", "grp.1.X-Z", "X-EMPTY", "CALURI", "SOUND;VALUE=uri",
)  # fmt: skip
_DATED = ("X-ABDATE;type=pref",)  # the book keeps its day and label, not the line


def text(random: Random, longest: int = 6) -> str:
    """May hold line ends; never empty, nor blank at its ends, as no reader keeps those."""
    return (
        "".join(random.choice(_PIECES) for _ in range(random.randint(1, longest)))
        .replace("\r\n", "\n")
        .strip()
        or "x"
    )


def line(random: Random) -> str:
    return " ".join(text(random).split()) or "x"


def points(random: Random, make: str) -> list[Point]:
    made = []
    for number in random.sample(range(9), random.choice((0, 0, 1, 1, 2, 3))):
        made.append(Point(make.format(number), random.choice(_LABELS), random.random() < 0.2))
    return made


def odd_contact(random: Random) -> Contact:
    def maybe(value: str) -> str:
        return value if random.random() < 0.6 else ""

    contact = Contact(
        full_name=line(random), given=maybe(line(random)), additional=maybe(line(random)), family=line(random),
        prefix=maybe(line(random)), suffix=maybe(line(random)), nickname=maybe(" ".join(line(random).replace(",", "").split()) or "x"), uid=line(random),
        emails=points(random, "a{}@x.example"), phones=points(random, "+44 20 {}"), urls=points(random, "https://x.example/?a=1,2;{}"),
        messengers=points(random, "xmpp:{}@x.example"), birthday=random.choice((None, "1980-02-29", "--02-29", "2026-12-31")),
        anniversary=random.choice((None, "2001-05-06", "--12-31")), categories=list(dict.fromkeys(line(random) for _ in range(random.randint(0, 3)))),
        note=maybe(text(random, 12)), photo=random.choice((None, None, Photo(PIXEL, "image/png"))),
    )  # fmt: skip
    names = list(dict.fromkeys(line(random) for _ in range(random.choice((0, 1, 1, 2, 3)))))
    contact.roles = [ContactRole(name, maybe(line(random))) for name in names]
    contact.addresses = [_address(random, number) for number in range(random.choice((0, 0, 1, 2)))]
    heads = random.sample([head for head in _HEADS if head not in _DATED], random.randint(0, 4))
    contact.other = [f"{head}:{line(random)}" for head in heads]
    if random.random() < 0.3:
        contact.other.append(date_line(maybe(line(random)), random.choice(("--12-31", "2001-05-06"))))
    return contact


def its_own(contact: Contact, number: int) -> Contact:
    """With addresses and numbers that no other has, so that nobody is taken for somebody else."""
    emails = [
        Point(f"{number}-{place}@x.example", one.label, one.preferred)
        for place, one in enumerate(contact.emails)
    ]
    phones = [
        Point(f"+44 20 {number:06}{place}", one.label, one.preferred)
        for place, one in enumerate(contact.phones)
    ]
    return replace(contact, uid=f"u-{number}", emails=emails, phones=phones)


def _address(random: Random, number: int) -> Point:
    parts = [line(random) if random.random() < 0.5 else "" for _ in range(7)]
    parts[3] = f"Cork {number}"
    box, extended, street, city, region, code, country = parts
    shown = " ".join(
        ", ".join(one for one in (street, extended, box, city, region, code, country) if one).split()
    )
    return Point(shown, random.choice(_LABELS), random.random() < 0.2, parts)


def foreign_card(random: Random, number: int) -> bytes:
    """As another program might write it: groups, parameters, unknown properties, escapes of its own, folded anywhere."""

    def escaped(value: str) -> str:
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")

    version = random.choice(("2.1", "3.0", "4.0"))
    lines = [
        f"FN:{escaped(line(random))}",
        f"N:{escaped(line(random))};{escaped(line(random))};;;",
        f"UID:u{number}",
    ]
    lines += random.sample(
        [f"item1.EMAIL;type=INTERNET;type=pref:a{number}@x.example", "item1.X-ABLabel:_$!<Home>!$_", "TEL;CELL;VOICE:+44 20 7",
         'TEL;TYPE="HOME,VOICE":+44 21 8', "ORG:Hafen AG;Einkauf", f"TITLE:{escaped(line(random))}", "BDAY;VALUE=text:circa 1800",
         "BDAY:--0203", "X-ANNIVERSARY:20010506", "IMPP;X-SERVICE-TYPE=Skype:skype:me", "URL:http\\://x.example", f"NOTE:{escaped(text(random))}",
         "item2.ADR;TYPE=WORK:;;12 Harbour Road;Cork;;T12;Ireland", "item2.X-ABADR:ie", "CATEGORIES:a,b\\,c", "NICKNAME:Nan,Nana",
         "X-SOCIALPROFILE;type=twitter:https://x.example/me", "REV:20200101T000000Z", "ROLE:Chair"], random.randint(3, 12),
    )  # fmt: skip
    lines += [f"{random.choice(_HEADS)}:{escaped(line(random))}" for _ in range(random.randint(0, 4))]
    if version != "2.1":
        lines = [_folded(random, one) for one in lines]
    end = random.choice(("\r\n", "\n"))
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def _folded(random: Random, one: str) -> str:
    """Not where the rest could be taken for a card's end: no program folds so on purpose."""
    at = random.randint(5, 70)
    return one if not one[at : at + 1].isdigit() else f"{one[:at]}\r\n {one[at:]}"

"""Habits of programs that write vCards, and the limits of the reader."""

import pytest
import vobject

from crm.formats.vcard.reader import read
from crm.text import date_formats
from tests.cards import card
from tests.crm.files.one_card import PHOTO, cards, one, reasons


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY:1955-07-19T00:00:00Z", "1955-07-19"),
        ("BDAY:1996-04-15T201243+04:00", "1996-04-15"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY:--04-16", "--04-16"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-15", "--03-15"),
        ('BDAY;X-APPLE-OMIT-YEAR="1604":16040315', "--03-15"),
        ("BDAY:16040315", "--03-15"),
        ("BDAY;VALUE=date:2001-09-09", "2001-09-09"),
    ],
)
def test_birthdays(line: str, day: str) -> None:
    found = one("FN:x", line)
    assert (found.birthday, found.other) == (day, [])


@pytest.mark.parametrize(
    "line", ["BDAY;VALUE=text:circa 1800", "BDAY:19723101", "BDAY:206-12-15", "BDAY:1980"]
)
def test_a_birthday_that_is_no_day_is_kept_as_it_is(line: str) -> None:
    found = one("FN:x", line)
    assert (found.birthday, found.other) == (None, [line])


def test_google_habits() -> None:
    found = one(
        "item1.EMAIL;TYPE=INTERNET:ana@x.example", "item1.X-ABLabel:Studio", "EMAIL;TYPE=INTERNET;TYPE=WORK:w@x.example",
        "CATEGORIES:myContacts,Food", "item2.URL:http\\://x.example", "item2.X-ABLabel:_$!<HomePage>!$_",
        "item3.X-ABDATE:2011-05-06", "item3.X-ABLabel:_$!<Anniversary>!$_", "item4.X-ABRELATEDNAMES:Bo",
        "item4.X-ABLabel:_$!<Spouse>!$_", "X-PHONETIC-FIRST-NAME:Ah-na",
    )  # fmt: skip
    assert [(point.value, point.label) for point in found.emails] == [
        ("ana@x.example", "Studio"),
        ("w@x.example", "work"),
    ]
    assert (found.urls[0].value, found.urls[0].label) == ("http://x.example", "homepage")
    assert found.anniversary == "2011-05-06"
    assert found.other == [
        "item4.X-ABRELATEDNAMES:Bo", "item4.X-ABLabel:_$!<Spouse>!$_", "X-PHONETIC-FIRST-NAME:Ah-na",
    ]  # fmt: skip


def test_apple_habits() -> None:
    found = one(
        "N:;;;;", "FN:", "ORG:Fig Tree Labs;", "X-ABShowAs:COMPANY", "X-AIM;type=HOME:figgy",
        "IMPP;X-SERVICE-TYPE=AIM;type=HOME;type=pref:aim:figgy", "X-SOCIALPROFILE;type=twitter:http://twitter.com/fig",
        "TEL;type=CELL;type=VOICE;type=pref:+44 20 1",
    )  # fmt: skip
    assert found.full_name == "Fig Tree Labs"
    assert "X-ABShowAs:COMPANY" in found.other
    assert [point.value for point in found.messengers] == ["aim:figgy"]
    assert (found.urls[0].value, found.urls[0].label) == ("http://twitter.com/fig", "twitter")
    assert (found.phones[0].label, found.phones[0].preferred) == ("cell", True)


@pytest.mark.parametrize("prefix", ["X-ADDRESSBOOKSERVER-", ""])
def test_groups(prefix: str) -> None:
    (card,) = cards(
        f"{prefix}KIND:group",
        "FN:Climbers",
        "UID:g1",
        f"{prefix}MEMBER:urn:uuid:1",
        f"{prefix}MEMBER:urn:uuid:2",
    )
    assert card.kind == "group"
    assert card.members == ["urn:uuid:1", "urn:uuid:2"]


def test_outlook_habits() -> None:
    found = one(
        b"N;LANGUAGE=de:M\xfcller;J\xfcrgen", b"FN:J\xfcrgen M\xfcller", "ORG:Hafen AG;Einkauf",
        "LABEL;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Stra=C3=9Fe 1=0D=0A=\r\n20095 Hamburg",
        "X-MS-ANNIVERSARY;VALUE=DATE:20030405", "X-MS-IMADDRESS:jm@im.example", "X-MS-MANAGER:Greta",
        f"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n {PHOTO}\r\n", 'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="x"></card>',
        version="2.1",
    )  # fmt: skip
    assert found.full_name == "Jürgen Müller"
    assert found.roles[0].organization == "Hafen AG"
    assert "ORG:Hafen AG;Einkauf" in found.other
    assert "LABEL;WORK:Straße 1\\n20095 Hamburg" in found.other
    assert found.anniversary == "2003-04-05"
    assert found.messengers[0].value == "im:jm@im.example"
    assert found.photo is not None


def test_android_habits() -> None:
    found = one(
        "FN:x", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bo;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM;CHARSET=UTF-8:vnd.android.cursor.item/contact_event;1999-07-10;1;;;;",
        "TEL;X-Ferienhaus:1", "TEL;X-NEC-SECRET;CELL:2", "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ana;5;;",
        version="2.1",
    )  # fmt: skip
    assert (found.nickname, found.anniversary) == ("Bo", "1999-07-10")
    assert [point.label for point in found.phones] == ["Ferienhaus", "cell"]
    assert found.other == ["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ana;5;;"]


def test_thunderbird_breaks_a_line_inside_a_note() -> None:
    (card,) = cards("FN:x", "NOTE:first", "second", "TITLE:Baker", version="4.0")
    assert card.contact is not None
    assert card.contact.note == "first\nsecond"
    assert card.remarks[0].line == 5


def test_kaddressbook_evolution_and_nextcloud_habits() -> None:
    found = one(
        "FN:x", "X-KADDRESSBOOK-X-Anniversary:2001-02-03", "X-KADDRESSBOOK-X-SpouseName:Bo",
        "X-messaging/xmpp-All:a@j.example\ue000b@j.example", "ADR;TYPE=home:;;;;;;", "TEL;TYPE=cell:",
        'TEL;TYPE="HOME,VOICE":123', "IMPP;TYPE=TELEGRAM:ana", "X-EVOLUTION-FILE-AS:x",
    )  # fmt: skip
    assert found.anniversary == "2001-02-03"
    assert [point.value for point in found.messengers] == [
        "xmpp:a@j.example",
        "xmpp:b@j.example",
        "telegram:ana",
    ]
    assert found.addresses == []
    assert [(point.value, point.label) for point in found.phones] == [("123", "home")]
    assert found.other == ["X-KADDRESSBOOK-X-SpouseName:Bo", "X-EVOLUTION-FILE-AS:x"]


def test_version_4_habits() -> None:
    found = one(
        "FN:x", "TEL;VALUE=uri;PREF=1:tel:+1-418-656-9254;ext=102", "TEL:tel:+1-418-262-6501", "TEL:sip:ana@sip.example",
        "N;ALTID=1;LANGUAGE=ja:佐藤;健太;;;", "N;ALTID=1;LANGUAGE=en:Sato;Kenta;;;", "KIND:org", "ANNIVERSARY:20090808",
        "RELATED;TYPE=spouse:urn:uuid:7",
        version="4.0",
    )  # fmt: skip
    assert [point.value for point in found.phones] == ["+1-418-656-9254 ext. 102", "+1-418-262-6501"]
    assert found.phones[0].preferred
    assert found.messengers[0].value == "sip:ana@sip.example"
    assert (found.family, found.given) == ("佐藤", "健太")
    assert found.anniversary == "2009-08-08"
    assert found.other == ["KIND:org", "RELATED;TYPE=spouse:urn:uuid:7"]


def test_several_roles() -> None:
    found = one("FN:x", "ORG:A", "TITLE:Baker", "item2.ORG:B", "item2.TITLE:Adviser")
    assert [(role.organization, role.title) for role in found.roles] == [("A", "Baker"), ("B", "Adviser")]
    assert one("FN:x", "ORG:A", "ROLE:Chair").roles[0].title == "Chair"


def test_letters_no_database_takes_are_gone() -> None:
    found = one(b"FN:A\x00na\x07", "NOTE:one\u2028two", version="4.0")
    assert (found.full_name, found.note) == ("Ana", "one\ntwo")


def test_too_much_of_a_thing_is_refused_with_a_reason() -> None:
    many = "TEL;" + "X-A=1;" * 100_000 + "TYPE=home:1"
    assert "too many parameters" in reasons("FN:x", many)[0]
    assert "lines beyond" in reasons("FN:x", *["X-A:1"] * 20_000)[0]


def test_an_endless_line_costs_that_line() -> None:
    data = (
        b"BEGIN:VCARD\nFN:Ana\nNOTE:"
        + b"a" * (18 << 20)
        + b"\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n"
    )
    ana, bo = read(data)
    assert ana.contact is not None
    assert bo.contact is not None
    assert (ana.contact.note, ana.contact.phones[0].value) == ("", "1")
    assert (ana.remarks[0].line, ana.remarks[0].reason) == (3, "a line of more than 16 MB was left out")
    assert (bo.contact.full_name, bo.first_line) == ("Bo", 6)


def test_another_reader_finds_the_same_in_good_cards() -> None:
    for text in (card(index, seed=21) for index in range(60)):
        theirs = vobject.readOne(text, allowQP=True)
        (ours,) = read(text.encode())
        assert ours.contact is not None
        assert ours.contact.full_name == theirs.fn.value
        assert ours.contact.family == theirs.n.value.family
        assert ours.contact.emails[0].value == theirs.email.value
        assert ours.contact.phones[0].value == theirs.tel.value.removeprefix("tel:")
        if "NOTE" in text and "QUOTED" not in text:
            assert ours.contact.note == theirs.note.value


def test_only_dates_that_may_come_again_are_kept_in_mind() -> None:
    """A parameter of half a megabyte is no such date, however many cards have one."""
    date_formats._parse_iso_date.cache_clear()
    assert date_formats.parse_iso_date("1980-04-12", "1" * 500_000) == "1980-04-12"
    assert date_formats.parse_iso_date("1604-04-12", "1604") == "--04-12"
    assert date_formats._parse_iso_date.cache_info().currsize == 1

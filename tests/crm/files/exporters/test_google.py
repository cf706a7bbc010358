"""Google Contacts: labels in groups of lines, escaped colons, half the cards without a name, one file a label."""

from crm.formats.vcard.reader import read
from tests.crm.files.one_card import cards, one, values


def test_a_full_contact() -> None:
    found = one(
        "FN:Ana Ruiz", "N:Ruiz;Ana;;;", "item1.EMAIL;TYPE=INTERNET:ana@x.example", "item1.X-ABLabel:",
        "item2.TEL:+34 600", "item2.X-ABLabel:mobile work", "X-PHONETIC-FIRST-NAME:Ah-na",
        "item3.ADR:;;12 Rd\\nflat 2;Leeds;;LS1;UK;12 Rd\\nFlat 2", "item3.X-ABLabel:Old house",
        "item4.X-ABDATE:2012-04-05", "item4.X-ABLabel:_$!<Anniversary>!$_", "item5.X-ABRELATEDNAMES:Bo",
        "item5.X-ABLabel:_$!<Spouse>!$_", "item6.URL:http\\://www.google.example/1", "item6.X-ABLabel:PROFILE",
        "item7.X-ABDATE:--0503", "item7.X-ABLabel:First met", "BDAY:--0412", "CATEGORIES:Food,myContacts",
    )  # fmt: skip
    assert values(found.emails) == [("ana@x.example", "")]
    assert values(found.phones) == [("+34 600", "mobile work")]
    assert values(found.addresses) == [("12 Rd flat 2, Leeds, LS1, UK", "Old house")]
    assert found.addresses[0].parts == ["", "", "12 Rd\nflat 2", "Leeds", "", "LS1", "UK"]
    assert values(found.urls) == [("http://www.google.example/1", "PROFILE")]
    assert (found.birthday, found.anniversary) == ("--04-12", "2012-04-05")
    assert found.categories == ["Food", "myContacts"]
    assert found.other == [
        "X-PHONETIC-FIRST-NAME:Ah-na", "item5.X-ABRELATEDNAMES:Bo", "item5.X-ABLabel:_$!<Spouse>!$_",
        'X-ABDATE;X-LABEL="First met":--05-03',
    ]  # fmt: skip


def test_a_contact_of_nothing_but_an_address() -> None:
    found = one("N:;;;;", "item1.EMAIL;TYPE=INTERNET:x@y.example", "item1.X-ABLabel:")
    assert found.full_name == "x@y.example"


def test_a_photo_on_googles_servers_is_an_address_to_keep() -> None:
    (card,) = cards("FN:Ana", "PHOTO:https://lh3.googleusercontent.example/contacts/abc")
    assert card.contact is not None
    assert card.contact.photo is None
    assert card.contact.other == ["PHOTO:https://lh3.googleusercontent.example/contacts/abc"]
    assert not card.remarks


def test_the_same_person_under_several_labels_is_one_card_each() -> None:
    text = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n"
    assert [card.number for card in read(text * 3)] == [1, 2, 3]


def test_the_old_label_is_the_address_where_there_is_no_other() -> None:
    qp = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"
    found = one("FN:Ana", f"LABEL;HOME;{qp}:Stra=C3=9Fe 1=0D=0A=\r\nK=C3=B6ln", version="2.1")
    assert values(found.addresses) == [("Straße 1 Köln", "home")]
    assert found.other == ["LABEL;HOME:Straße 1\\nKöln"]
    both = one("FN:Ana", "ADR;HOME:;;Street;;;;", "LABEL;HOME:Street", version="2.1")
    assert (len(both.addresses), both.other) == (1, ["LABEL;HOME:Street"])

"""Outlook: 2.1 in Windows-1252, quoted-printable beside raw bytes, a blank line after base64, X-MS- lines."""

import pytest

from tests.crm.files.one_card import PHOTO, cards, one, values

_CARD = (
    b"N;LANGUAGE=de:M\xfcller;J\xfcrgen;;Dr.", b"FN:Dr. J\xfcrgen M\xfcller", b"ORG:Caf\xe9 AG;Verkauf", "TITLE:Chef",
    "TEL;WORK;VOICE:+49 1", "TEL;WORK;FAX:+49 2", "X-MS-TEL;VOICE;CALLBACK:+49 3", "EMAIL;PREF;INTERNET:j@x.example",
    b"ADR;WORK;PREF:;;Stra\xdfe 1;Hamburg;;20095;Deutschland",
    "LABEL;WORK;PREF;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Stra=C3=9Fe 1=0D=0A=\r\n20095 Hamburg",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2", "URL;WORK:http://x.example", "ROLE:Boss", "BDAY:19700102",
    "X-MS-ANNIVERSARY:19990809", "X-MS-SPOUSE:Greta", "X-MS-MANAGER:Max", "X-MS-ASSISTANT:Eva", "X-MS-CHILD:Kai",
    "X-MS-IMADDRESS:jm@im.example", f"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n {PHOTO[:60]}\r\n {PHOTO[60:]}\r\n",
    'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.example/1" ver="1.0"><img align="fit"/></card>',
)  # fmt: skip


def test_a_card_in_windows_letters() -> None:
    (card,) = cards(*_CARD, version="2.1")
    found = card.contact
    assert found is not None
    assert (found.full_name, found.prefix, found.given) == ("Dr. Jürgen Müller", "Dr.", "Jürgen")
    assert [(role.organization, role.title) for role in found.roles] == [("Café AG", "Chef")]
    assert values(found.phones) == [("+49 1", "work"), ("+49 2", "work fax"), ("+49 3", "callback")]
    assert values(found.addresses) == [("Straße 1, Hamburg, 20095, Deutschland", "work")]
    assert (found.birthday, found.anniversary) == ("1970-01-02", "1999-08-09")
    assert values(found.messengers) == [("im:jm@im.example", "")]
    assert found.photo is not None
    assert [remark.reason for remark in card.remarks] == [
        "letters were read as Windows-1252: look at the accents"
    ]


@pytest.mark.parametrize(
    "line",
    ["X-MS-SPOUSE:Greta", "X-MS-MANAGER:Max", "X-MS-ASSISTANT:Eva", "X-MS-CHILD:Kai", "ORG:Café AG;Verkauf", "ROLE:Boss",
     "LABEL;WORK;PREF:Straße 1\\n20095 Hamburg",
     'X-MS-OL-DESIGN:<card xmlns="http://schemas.example/1" ver="1.0"><img align="fit"/></card>'],
)  # fmt: skip
def test_what_has_no_place_here_is_kept_to_be_written_back(line: str) -> None:
    assert line in one(*_CARD, version="2.1").other


def test_what_follows_the_blank_line_after_a_picture_is_read() -> None:
    lines = ("FN:x", f"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n {PHOTO}\r\n\r\n", "TITLE:Baker")
    assert one(*lines, version="2.1").roles[0].title == "Baker"


def test_backslashes_of_a_path_stay_and_a_line_end_is_one() -> None:
    found = one("FN:x", "NOTE:D:\\ana\\old\\nnext, and; more", version="2.1")
    assert found.note == "D:\\ana\\old\nnext, and; more"

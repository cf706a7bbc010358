"""Charsets, quoted-printable, folding and photos of vCards."""

from base64 import b64encode

import pytest

from crm.formats.vcard.reader import read
from tests.cards import PIXEL
from tests.crm.files.one_card import PHOTO, cards, one, reasons


def test_quoted_printable_is_joined_over_soft_breaks() -> None:
    qp = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"
    found = one(f"N;{qp}:M=C3=BC=\r\nller;J=C3=B6rg;;;", f"NOTE;{qp}:one=0D=0A=\r\ntwo", version="2.1")
    assert (found.family, found.given, found.note) == ("Müller", "Jörg", "one\ntwo")


@pytest.mark.parametrize("following", [" indented", "# a comment"])
def test_a_soft_break_may_be_followed_by_a_blank_or_a_hash(following: str) -> None:
    found = one("FN:x", f"NOTE;ENCODING=QUOTED-PRINTABLE:first=\r\n{following}", "TITLE:Baker", version="2.1")
    assert found.note == "first" + following
    assert found.roles[0].title == "Baker"


def test_a_soft_break_survives_a_doubled_carriage_return() -> None:
    assert one("FN;ENCODING=QUOTED-PRINTABLE:J=C3=\r\r\n=B6rg", version="2.1").full_name == "Jörg"


def test_nokia_begins_values_with_a_soft_break() -> None:
    n = "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=\r\n=D0=98=D0=B2=D0=B0=D0=BD;=\r\n=D0=9F=D0=B0=D1=83;=\r\n;;"
    found = one(n, "TEL;CELL:+7 1", version="2.1")
    assert (found.family, found.given) == ("Иван", "Пау")
    assert found.phones[0].value == "+7 1"


def test_an_accidental_equals_sign_does_not_swallow_the_next_property() -> None:
    found = one("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:2 + 2 ==", "TEL;CELL:123456", version="2.1")
    assert found.phones[0].value == "123456"


def test_the_words_quoted_printable_in_a_value_mean_nothing() -> None:
    found = one("NOTE:ENCODING=QUOTED-PRINTABLE=", "FN:Ana")
    assert (found.full_name, found.note) == ("Ana", "ENCODING=QUOTED-PRINTABLE=")


def test_quoted_printable_in_another_charset() -> None:
    assert one("FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", version="2.1").full_name == "Jörg"
    greek = one("FN;CHARSET=ISO-8859-7;ENCODING=QUOTED-PRINTABLE:=CD=DF=EA=EF=F2", version="2.1")
    assert greek.full_name == "Νίκος"


def test_a_cut_letter_is_dropped_and_odd_sequences_stay() -> None:
    cut = one("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Z=C3=B6=C3", version="2.1")
    assert cut.full_name == "Zö"
    assert one("FN;ENCODING=QUOTED-PRINTABLE:50 =ZZ off", version="2.1").full_name == "50 =ZZ off"


def test_an_unknown_charset_counts_as_none() -> None:
    assert one("FN;CHARSET=nosuch;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg", version="2.1").full_name == "Jörg"
    assert one(b"FN;CHARSET=zlib:J\xc3\xb6rg", version="2.1").full_name == "Jörg"


def test_raw_bytes_follow_their_own_charset() -> None:
    assert one(b"FN;CHARSET=SHIFT_JIS:" + "佐藤".encode("shift_jis"), version="2.1").full_name == "佐藤"
    assert one(b"FN;CHARSET=windows-1252:Fran\xe7ois", "NOTE:für", version="2.1").full_name == "François"


def test_bytes_in_no_known_charset_are_windows_1252_and_that_is_said() -> None:
    assert one(b"FN:Fran\xe7ois").full_name == "François"
    assert any("Windows-1252" in reason for reason in reasons(b"FN:Fran\xe7ois"))


def test_bytes_in_no_known_charset_follow_one_named_elsewhere_in_the_file() -> None:
    first = b"BEGIN:VCARD\nFN:" + "Νίκος".encode("iso8859-7") + b"\nEND:VCARD\n"
    second = b"BEGIN:VCARD\nFN;CHARSET=ISO-8859-7:" + "Ελένη".encode("iso8859-7") + b"\nEND:VCARD\n"
    names = [card.contact.full_name for card in read(first + second) if card.contact]
    assert names == ["Νίκος", "Ελένη"]


def test_the_guess_can_be_changed() -> None:
    data = b"BEGIN:VCARD\nFN:" + "Łukasz".encode("cp1250") + b"\nEND:VCARD\n"
    (card,) = read(data, charset="cp1250")
    assert card.contact is not None
    assert card.contact.full_name == "Łukasz"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_with_and_without_a_mark(codec: str) -> None:
    (card,) = read("BEGIN:VCARD\r\nFN:Jörg 佐藤\r\nEND:VCARD\r\n".encode(codec))
    assert card.contact is not None
    assert card.contact.full_name == "Jörg 佐藤"


def test_folding_may_split_a_letter() -> None:
    assert one(b"FN:J\xc3\r\n \xb6rg").full_name == "Jörg"
    assert one("NOTE:ab\r\n cd\r\n\tef", "FN:x").note == "abcdef"


def test_a_damaged_photo_costs_the_photo_alone() -> None:
    for bad in ("AAAAA", "not base64 at all!", b64encode(b"not a picture").decode(), PHOTO[:41]):
        (card,) = cards("FN:Marta Lind", f"PHOTO;ENCODING=b;TYPE=PNG:{bad}", "TITLE:Baker")
        assert card.contact is not None
        assert card.contact.photo is None
        assert card.remarks[0].reason.startswith("photo is damaged")
        assert card.contact.roles[0].title == "Baker"


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO}",
        f"PHOTO;ENCODING=b:data:image/png;base64,{PHOTO}",
        f"PHOTO:data:image/png;base64,{PHOTO}",
        f"PHOTO:data:image/png\\;base64\\,{PHOTO}",
        f"PHOTO;PNG;B:{PHOTO}",
        f"PHOTO;PNG;ENCODING=BASE64:\r\n  {PHOTO[:60]}\r\n  {PHOTO[60:]}\r\n",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO[:60]}\r\n{PHOTO[60:]}",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO.rstrip('=')}",
        f"PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&1&1&x==;ENCODING=b:{PHOTO}",
    ],
)
def test_every_way_to_write_a_photo(line: str) -> None:
    (card,) = cards("FN:Marta", line, "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.photo is not None
    assert (card.contact.photo.data, card.contact.photo.media_type) == (PIXEL, "image/png")
    assert card.contact.roles[0].title == "Baker"
    assert PHOTO[:30] not in card.contact.raw
    assert not card.remarks


def test_a_photo_elsewhere_is_never_fetched_but_kept() -> None:
    found = one("FN:x", "PHOTO;VALUE=uri:https://photos.example/1.jpg")
    assert found.photo is None
    assert found.other == ["PHOTO;VALUE=uri:https://photos.example/1.jpg"]


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    bomb = PIXEL[:16] + (7900).to_bytes(4, "big") * 2 + PIXEL[24:]
    assert any(
        "7900 x 7900" in reason for reason in reasons("FN:x", f"PHOTO;ENCODING=b:{b64encode(bomb).decode()}")
    )

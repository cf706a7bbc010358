"""Android, Samsung and Nokia: 2.1 in quoted-printable over several lines, and extras in lines of their own."""

import pytest

from tests.crm.files.one_card import PHOTO, one, values

_QP = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"
_KIND = "vnd.android.cursor.item"


def test_letters_over_several_lines() -> None:
    found = one(
        f"N;{_QP}:=C3=96z;=C3=87elik;;;", f"FN;{_QP}:=C3=87elik =C3=96z", f"ADR;HOME;{_QP}:;;Bahnhofstra=C3=9Fe=20=",
        "12;K=C3=B6ln;;;", f"NOTE;{_QP}:zeile=0A=", "zwei", "TEL;CELL;PREF:1", version="2.1",
    )  # fmt: skip
    assert (found.full_name, found.given, found.family) == ("Çelik Öz", "Çelik", "Öz")
    assert values(found.addresses) == [("Bahnhofstraße 12, Köln", "home")]
    assert found.note == "zeile\nzwei"
    assert found.phones[0].preferred


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=96rn):2", "Örn"),
        ("TEL;X-CUSTOM(Boat):2", "Boat"),
        ("TEL;X-Büro:2", "Büro"),
        ("TEL;X-NEC-SECRET;CELL:2", "cell"),
        ("TEL;HOME;VOICE:2", "home"),
        ("TEL;WORK;FAX:2", "work fax"),
        ("TEL;VOICE:2", ""),
    ],
)
def test_types(line: str, label: str) -> None:
    assert values(one("FN:x", line, version="2.1").phones) == [("2", label)]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        (f"{_KIND}/nickname;Bo;1;;;;;;;;;;;;;", "nickname", "Bo"),
        (f"{_KIND}/nickname;Bo\\;b;1;;;;", "nickname", "Bo;b"),
        (f"{_KIND}/contact_event;1999-07-10;1;;;;;;;;;;;;;", "anniversary", "1999-07-10"),
        (f"{_KIND}/contact_event;--07-10;3;;;;", "birthday", "--07-10"),
    ],
)
def test_extras_that_are_understood(line: str, field: str, value: str) -> None:
    found = one("FN:x", f"X-ANDROID-CUSTOM:{line}", version="2.1")
    assert (getattr(found, field), found.other) == (value, [])


@pytest.mark.parametrize(
    "line", [f"{_KIND}/contact_event;2001-07-10;0;Moved;;;;", f"{_KIND}/relation;Ana;14;;;"]
)
def test_extras_that_are_kept(line: str) -> None:
    assert one("FN:x", f"X-ANDROID-CUSTOM:{line}", version="2.1").other == [f"X-ANDROID-CUSTOM:{line}"]


def test_an_extra_in_quoted_printable() -> None:
    line = f"X-ANDROID-CUSTOM;{_QP}:=76=6E=64=2E=61=6E=64=72=6F=69=64=2F=\r\n=6E=69=63=6B=6E=61=6D=65=3B=4A=C3=BC;1;;;"
    assert one("FN:x", line, version="2.1").nickname == "Jü"


def test_a_photo_between_blank_lines() -> None:
    found = one(
        "FN:x", f"PHOTO;ENCODING=BASE64;PNG:{PHOTO[:70]}\r\n {PHOTO[70:]}\r\n", "TITLE:Baker", version="2.1"
    )
    assert found.photo is not None
    assert found.roles[0].title == "Baker"


@pytest.mark.parametrize("end", [b"\r\n", b"\r\r\n", b"\n"])
def test_nokia_begins_with_a_soft_break_and_ends_each_part_with_one(end: bytes) -> None:
    found = one(
        f"N;{_QP}:=", "=D0=98=D0=B2;=", "=D0=9F=D0=B5;=", ";=", ";=", "", "TEL;CELL:+7", f"ADR;HOME;{_QP}:=",
        ";;=D1=83=D0=BB;=", "=D0=9C;;;", version="2.1", end=end,
    )  # fmt: skip
    assert (found.family, found.given) == ("Ив", "Пе")
    assert values(found.phones) == [("+7", "cell")]
    assert found.addresses[0].parts == ["", "", "ул", "М", "", "", ""]

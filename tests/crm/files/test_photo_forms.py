"""Photos as files write them: odd ones are read, what is no photo costs itself alone, nothing is ever fetched."""

from base64 import b64encode

import pytest

from tests.cards import PIXEL
from tests.crm.files.one_card import PHOTO, cards, one


def _written(data: bytes) -> str:
    return b64encode(data).decode()


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;BASE64:{PHOTO}",
        f"PHOTO;TYPE=PNG:{PHOTO}",
        f"PHOTO:{PHOTO}",
        f"PHOTO;ENCODING=B;TYPE=PNG;VALUE=BINARY:{PHOTO}",
        f"PHOTO;ENCODING=b;TYPE=image/png:{PHOTO}",
        f"PHOTO;VALUE=uri:data:image/png;base64,{PHOTO}",
        f"PHOTO;ENCODING=b:DATA:IMAGE/PNG;BASE64,{PHOTO}",
        f"PHOTO;ENCODING=b:data:image/png;charset=utf-8;base64,{PHOTO}",
        f"PHOTO;ENCODING=BASE64;PNG:{PHOTO[:40]}\r\n{PHOTO[40:]}",
        f"item1.PHOTO;ENCODING=b:{PHOTO}",
        f"PHOTO;ENCODING=b:{' '.join(PHOTO)}",
    ],
)
def test_a_photo_however_it_is_said_to_be_one(line: str) -> None:
    (card,) = cards("FN:Marta", line, "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.photo is not None
    assert card.contact.photo.data == PIXEL
    assert card.contact.roles[0].title == "Baker"
    assert PHOTO[:30] not in card.contact.raw
    assert (card.remarks, card.contact.other) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;VALUE=uri:http://x.example/a.jpg",
        "PHOTO;MEDIATYPE=image/jpeg:http://x.example/a.jpg",
        "PHOTO;VALUE=URI;TYPE=GIF:file:///etc/passwd",
        "PHOTO;VALUE=cid:1234",
        "PHOTO:\\\\\\\\server\\\\share\\\\a.png",
    ],
)
def test_a_photo_elsewhere_is_kept_as_its_address(line: str) -> None:
    found = one("FN:x", line)
    assert (found.photo, found.other) == (None, [line])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"II*\0" + b"x" * 50, "TIFF"),
        (b"MM\0*" + b"x" * 50, "TIFF"),
        (b"BM" + b"x" * 50, "BMP"),
        (b"\0\0\1\0" + b"x" * 50, "an icon"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"\0\0\0\x18ftypheic" + b"x" * 50, "HEIC"),
        (b"icns" + b"x" * 50, "an icon"),
        (b"/* XPM */ static", "XPM"),
    ],
)
def test_a_picture_of_another_kind_is_refused_by_its_bytes(data: bytes, kind: str) -> None:
    (card,) = cards("FN:x", f"PHOTO;ENCODING=b;TYPE=JPEG:{_written(data)}", "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.photo is None
    assert card.contact.roles[0].title == "Baker"
    assert [remark.reason for remark in card.remarks] == [
        f"photo is {kind}; only JPEG, PNG, GIF and WebP are taken; the rest of the card was read"
    ]


def test_a_drawing_written_out_is_refused_too() -> None:
    (card,) = cards("FN:x", "PHOTO:data:image/svg+xml;utf8,<svg onload=x>;</svg>")
    assert card.contact is not None
    assert card.contact.photo is None
    assert len(card.remarks) == 1


@pytest.mark.parametrize("empty", ["PHOTO:", "PHOTO;ENCODING=b:", "PHOTO;VALUE=uri:"])
def test_an_empty_place_for_a_photo_is_nothing(empty: str) -> None:
    (card,) = cards("FN:x", empty)
    assert card.contact is not None
    assert (card.contact.photo, card.contact.other, card.remarks) == (None, [], [])

"""iCloud and macOS: labels of its own making, each messenger twice, companies as people, groups as cards."""

import pytest

from tests.crm.files.one_card import PHOTO, cards, one, values

_TWINS = [
    ("IMPP;X-SERVICE-TYPE=AIM;type=HOME;type=pref:aim:jane", "X-AIM;type=HOME;type=pref:jane", "aim:jane"),
    ("IMPP;X-SERVICE-TYPE=ICQ:icq:12345", "X-ICQ:12345", "icq:12345"),
    ("IMPP;X-SERVICE-TYPE=Skype:skype:janed", "X-SKYPE:janed", "skype:janed"),
    ("IMPP;X-SERVICE-TYPE=Jabber:xmpp:jane@jab.example", "X-JABBER:jane@jab.example", "xmpp:jane@jab.example"),
    ("IMPP;X-SERVICE-TYPE=GoogleTalk:xmpp:jane@g.example", "X-GOOGLE-TALK:jane@g.example", "xmpp:jane@g.example"),
    ("IMPP;X-SERVICE-TYPE=MSN:msnim:jane@msn.example", "X-MSN:jane@msn.example", "msn:jane@msn.example"),
    ("IMPP;X-SERVICE-TYPE=Yahoo:ymsgr:janey", "X-YAHOO:janey", "yahoo:janey"),
    ("IMPP;X-SERVICE-TYPE=QQ:x-apple:777", "X-QQ:777", "qq:777"),
    ("IMPP;X-SERVICE-TYPE=GaduGadu:x-apple:888", "X-GADUGADU:888", "gadu-gadu:888"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "handle"), _TWINS)
def test_a_handle_written_twice_is_one(new: str, old: str, handle: str) -> None:
    assert [point.value for point in one("FN:x", new, old).messengers] == [handle]
    assert [point.value for point in one("FN:x", old, new).messengers] == [handle]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("_$!<HomePage>!$_", "homepage"), ("_$!<Other>!$_", "other"), ("Studio", "Studio"), ("", "")],
)
def test_labels(label: str, shown: str) -> None:
    found = one("FN:x", "item1.URL;type=pref:https://x.example", f"item1.X-ABLabel:{label}", end=b"\n")
    assert values(found.urls) == [("https://x.example", shown)]
    assert found.other == []


def test_days_without_a_year() -> None:
    found = one(
        "FN:x", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "item4.X-ABDATE;X-APPLE-OMIT-YEAR=1604;type=pref:1604-06-07",
        "item4.X-ABLabel:_$!<Anniversary>!$_", end=b"\n",
    )  # fmt: skip
    assert (found.birthday, found.anniversary, found.other) == ("--02-29", "--06-07", [])


def test_a_company_and_what_is_known_of_an_address() -> None:
    found = one("N:;;;;", "FN:", "ORG:Fig Tree Labs;", "X-ABShowAs:COMPANY", end=b"\n")
    assert (found.full_name, found.given, found.other) == ("Fig Tree Labs", "", ["X-ABShowAs:COMPANY"])
    lines = ("FN:x", "item2.ADR;type=HOME:;;1 Loop;Cupertino;CA;95014;USA", "item2.X-ABADR:us")
    assert one(*lines).other == ["item2.X-ABADR:us"]


def test_profiles() -> None:
    found = one(
        "FN:x",
        "X-SOCIALPROFILE;type=twitter;x-user=jane:http://twitter.example/jane",
        "X-SOCIALPROFILE;type=facebook:x-apple:jane.fb",
    )
    assert values(found.urls) == [("http://twitter.example/jane", "twitter")]
    assert [point.value for point in found.messengers] == ["facebook:jane.fb"]


def test_a_cropped_photo() -> None:
    crop = "X-ABCROP-RECTANGLE=ABClipRect_1&5&5&10&10&abcd=="
    found = one("FN:x", f"PHOTO;{crop};ENCODING=b;TYPE=JPEG:\n  {PHOTO[:50]}\n  {PHOTO[50:]}", end=b"\n")
    assert found.photo is not None
    assert found.photo.media_type == "image/png"  # by its bytes, not by what the card says


def test_a_group_is_no_person() -> None:
    (card,) = cards(
        "N:Climbers", "FN:Climbers", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1-2",
        "UID:g", end=b"\n",
    )  # fmt: skip
    assert (card.kind, card.members) == ("group", ["urn:uuid:1-2"])


def test_what_is_not_understood_stays_word_for_word() -> None:
    lines = ["item3.X-ABRELATEDNAMES;type=pref:Tom", "item3.X-ABLabel:_$!<Spouse>!$_", "X-PHONETIC-LAST-NAME:Do",
             "X-ABUID:ABC\\:ABPerson"]  # fmt: skip
    assert one("FN:x", *lines).other == lines

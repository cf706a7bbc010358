"""Thunderbird, CardBook, KAddressBook, Evolution and Nextcloud."""

import pytest

from tests.crm.files.one_card import PHOTO, cards, one, values


def test_thunderbird() -> None:
    found = one(
        "FN:Ana", "N:Ruiz;Ana;;;", "EMAIL;PREF=1:a@x.example", "EMAIL:b@x.example", "X-CUSTOM1;VALUE=TEXT:one",
        "URL;TYPE=work;VALUE=URL:https://x.example", "ORG:Firm;Dep", "TITLE:Baker", "TEL;TYPE=work;VALUE=TEXT:1",
        "BDAY;VALUE=DATE:19800322", "ANNIVERSARY;VALUE=DATE:20010203", "TZ;VALUE=TEXT:Europe/Berlin",
        f"PHOTO;VALUE=URL:data:image/png;base64,{PHOTO}", version="4.0",
    )  # fmt: skip
    assert [(point.value, point.preferred) for point in found.emails] == [
        ("a@x.example", True),
        ("b@x.example", False),
    ]
    assert (found.birthday, found.anniversary) == ("1980-03-22", "2001-02-03")
    assert found.photo is not None
    assert found.other == ["ORG:Firm;Dep", "X-CUSTOM1;VALUE=TEXT:one", "TZ;VALUE=TEXT:Europe/Berlin"]


def test_thunderbird_breaks_a_note_over_several_lines() -> None:
    (card,) = cards("FN:Ana", "NOTE:first", "second", "", "third", "TITLE:Baker", "stray", version="4.0")
    assert card.contact is not None
    assert card.contact.note == "first\nsecond\nthird"
    assert card.contact.roles[0].title == "Baker"
    assert [remark.lines for remark in card.remarks] == ["second", "third", "stray"]


def test_cardbook() -> None:
    found = one(
        "FN:Ana", "IMPP:xmpp:a@x.example", "IMPP;TYPE=home;PREF=1;SERVICE-TYPE=matrix:matrix:u/a:x", "KIND:individual",
        "ITEM1.X-ABDATE:20190212", "ITEM1.X-ABLABEL:Anniversary", "ITEM2.X-ABDATE;VALUE=date:20190213",
        "ITEM2.X-ABLABEL:First met", version="4.0",
    )  # fmt: skip
    assert values(found.messengers) == [("xmpp:a@x.example", ""), ("matrix:u/a:x", "home")]
    assert found.anniversary == "2019-02-12"
    assert found.other == ['X-ABDATE;X-LABEL="First met":2019-02-13']


@pytest.mark.parametrize(
    ("line", "handles"),
    [
        ("X-messaging/xmpp-All:a@j.example\ue000b@j.example", ["xmpp:a@j.example", "xmpp:b@j.example"]),
        ("X-messaging/icq-All:12\ue00034", ["icq:12", "icq:34"]),
        ("X-messaging/gadu-All:9", ["gadu-gadu:9"]),
        ("X-messaging/skype-All:ana", ["skype:ana"]),
        ("X-KADDRESSBOOK-X-IMAddress:ana@im.example", ["im:ana@im.example"]),
    ],
)
def test_kaddressbook_messengers(line: str, handles: list[str]) -> None:
    found = one("FN:Ana", line)
    assert [point.value for point in found.messengers] == handles
    assert found.other == []


def test_kaddressbook_and_evolution_days_and_relations() -> None:
    kept = ["X-KADDRESSBOOK-X-SpouseName:Bo", "X-KADDRESSBOOK-X-Department:Dep", "X-EVOLUTION-SPOUSE:Bo",
            "X-EVOLUTION-FILE-AS:Ruiz\\, Ana", "X-EVOLUTION-MANAGER:Max"]  # fmt: skip
    for line in ("X-KADDRESSBOOK-X-Anniversary:2001-02-03", "X-EVOLUTION-ANNIVERSARY:2001-02-03"):
        found = one("FN:Ana", line, *kept)
        assert (found.anniversary, found.other) == ("2001-02-03", kept)


def test_evolution_slots() -> None:
    found = one(
        "FN:Ana", "TEL;TYPE=WORK,VOICE;X-EVOLUTION-UI-SLOT=1:1", "TEL;X-EVOLUTION-E164=1,;TYPE=HOME:2",
        "EMAIL;TYPE=OTHER;X-EVOLUTION-UI-SLOT=2:a@x.example", "X-GROUPWISE;X-EVOLUTION-UI-SLOT=2:gw",
        "LABEL;TYPE=HOME:12 Rd\\nLeeds",
    )  # fmt: skip
    assert values(found.phones) == [("1", "work"), ("2", "home")]
    assert values(found.emails) == [("a@x.example", "other")]
    assert values(found.messengers) == [("groupwise:gw", "")]
    assert values(found.addresses) == [("12 Rd Leeds", "home")]


def test_nextcloud_leaves_places_empty_and_means_two_words_by_one() -> None:
    found = one(
        "FN:Ana", "ADR;TYPE=HOME:;;;;;;", "TEL;TYPE=CELL:", "EMAIL;TYPE=HOME:", 'TEL;TYPE="HOME,VOICE":1',
        'ADR;TYPE="HOME,pref":;;12;Leeds;;;', 'EMAIL;TYPE="WORK,HOME":a@x.example', version="4.0",
    )  # fmt: skip
    assert values(found.phones) == [("1", "home")]
    assert [(point.value, point.label, point.preferred) for point in found.addresses] == [
        ("12, Leeds", "home", True)
    ]
    assert values(found.emails) == [("a@x.example", "work home")]


@pytest.mark.parametrize(
    ("line", "where", "value"),
    [
        ("IMPP;TYPE=TELEGRAM:anat", "messengers", "telegram:anat"),
        ("X-SOCIALPROFILE;TYPE=MASTODON:@a@m.example", "messengers", "mastodon:@a@m.example"),
        ("X-SOCIALPROFILE;TYPE=LINKEDIN:https://l.example/in/a", "urls", "https://l.example/in/a"),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.example/@a", "urls", "https://m.example/@a"),
        ("SOCIALPROFILE;SERVICE-TYPE=Twitter;VALUE=text:ana", "messengers", "twitter:ana"),
    ],
)
def test_profiles_are_pages_or_handles(line: str, where: str, value: str) -> None:
    assert [point.value for point in getattr(one("FN:Ana", line, version="4.0"), where)] == [value]

"""Addresses by which another program is opened: of the usual services, and never of anything else."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.people.records import PointLine
from crm.people.ways_to_reach import ways_of, ways_to_reach

SCHEMES = frozenset(
    (
        "tel", "sms", "mailto", "sgnl", "whatsapp", "tg", "viber", "threema", "skype", "xmpp", "sip", "sips", "msteams", "facetime",
        "matrix",
    )
)  # fmt: skip


def point(kind: str, value: str, label: str = "", preferred: bool = False) -> PointLine:
    return PointLine(1, kind, value, label, preferred)


@pytest.mark.parametrize(
    ("kind", "value", "label", "addresses"),
    [
        ("phone", "+44 7700 900123", "mobile", ["tel:+447700900123", "sms:+447700900123"]),
        ("phone", "0131 496 0000 ext. 12", "work", ["tel:01314960000", "sms:01314960000"]),
        ("phone", "+44 (0)131 496-0000", "", ["tel:+441314960000", "sms:+441314960000"]),
        ("phone", "ask at the desk", "", []),
        ("email", "ana@ruizsauce.example", "", ["mailto:ana@ruizsauce.example"]),
        ("email", "o'brien+news@x.example", "", ["mailto:o%27brien%2Bnews@x.example"]),
        ("email", "ana@x.example?bcc=all@x.example", "", []),
        ("email", "ana@x.example,eve@x.example", "", []),
        ("messenger", "signal:+44 7700 900123", "", ["sgnl://signal.me/#p/+447700900123"]),
        ("messenger", "+44 7700 900123", "Signal", ["sgnl://signal.me/#p/+447700900123"]),
        ("messenger", "whatsapp:+447700900123", "home", ["whatsapp://send?phone=447700900123"]),
        ("messenger", "telegram:@ana_ruiz", "", ["tg://resolve?domain=ana_ruiz"]),
        ("messenger", "tg:ana_ruiz", "", ["tg://resolve?domain=ana_ruiz"]),
        ("messenger", "xmpp:ana@jabber.example", "", ["xmpp:ana@jabber.example"]),
        ("messenger", "sip:ana@voice.example", "", ["sip:ana@voice.example"]),
        ("messenger", "skype:ana.ruiz", "", ["skype:ana.ruiz?chat"]),
        ("messenger", "matrix:@ana:matrix.example", "", ["matrix:u/ana:matrix.example?action=chat"]),
        ("messenger", "threema:ABCD1234", "", ["threema://compose?id=ABCD1234"]),
        ("messenger", "qq:12345678", "", []),
        ("messenger", "javascript:alert(1)", "", []),
        ("messenger", "file:///etc/passwd", "", []),
        ("messenger", "telegram:ana&x=1", "", []),
        ("messenger", "just a name", "", []),
        ("url", "https://ruizsauce.example", "", []),
    ],
)
def test_what_a_contact_point_opens(kind: str, value: str, label: str, addresses: list[str]) -> None:
    assert [way.address for way in ways_of(point(kind, value, label))] == addresses


def test_the_preferred_one_comes_first_and_each_address_once() -> None:
    points = [
        point("phone", "0131 496 0000"),
        point("email", "ana@x.example"),
        point("phone", "+44 7700 900123", preferred=True),
        point("phone", "+447700900123"),
    ]
    assert [way.title for way in ways_to_reach(points)] == [
        "Call +447700900123",
        "Text +447700900123",
        "Call 0131 496 0000",
        "Text 0131 496 0000",
        "Write to ana@x.example",
    ]
    assert [way.kind for way in ways_to_reach(points)] == ["call", "message", "call", "message", "email"]


services = st.sampled_from(
    ["", "signal:", "whatsapp:", "telegram:", "xmpp:", "sip:", "skype:", "matrix:", "msteams:", "x:", "mailto:", "tel:"]
)  # fmt: skip


@given(st.sampled_from(["phone", "email", "messenger"]), services, st.text(max_size=60), st.text(max_size=12))
def test_whatever_is_stored_only_known_programs_are_opened_with_plain_addresses(
    kind: str, service: str, value: str, label: str
) -> None:
    for way in ways_of(point(kind, service + value, label)):
        assert urlsplit(way.address).scheme in SCHEMES
        assert re.fullmatch(r"[!-~]+", way.address), "ASCII without blanks"
        assert way.address.count("?") <= 1
        assert way.address.count("&") == 0

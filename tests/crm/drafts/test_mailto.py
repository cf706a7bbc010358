"""mailto links: text of names and notes never becomes a recipient or a header."""

from email.message import Message
from email.utils import getaddresses
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.drafts.mailto import MAX_LINK_LENGTH, is_address, mailto

_nasty = st.text(st.sampled_from('ab?&=%,;:@#+ \r\n\x00"<>é漢\ud800') | st.characters(), max_size=60)


@settings(deadline=None)
@given(
    st.lists(
        st.emails() | _nasty | st.sampled_from(["a@b.org?bcc=x@y.org", "a@b.org,c@d.org", "a%2Cb@c.org"])
    ),
    _nasty,
    _nasty,
)
def test_a_link_read_again_has_exactly_our_recipients_and_keys(
    to: list[str], subject: str, body: str
) -> None:
    link = mailto(to, subject, body)
    assert link.url.isascii()
    assert "+" not in link.url
    parts = urlsplit(link.url)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("mailto", "", "")
    recipients = [unquote(one) for one in parts.path.split(",")] if parts.path else []
    assert recipients == [one for one in to if is_address(one)]
    keys = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    assert keys == (["subject"] if link.copy_body else ["subject", "body"])


def test_a_plain_letter_survives_the_journey() -> None:
    link = mailto(["ana@example.org", "ben@example.org"], "Ana, meet Ben", "Grüß dich\nund 100 % mehr + mehr")
    assert link.url.startswith(
        "mailto:ana@example.org,ben@example.org?subject=Ana%2C%20meet%20Ben&body=Gr%C3%BC%C3%9F%20dich%0D%0Aund"
    )
    assert dict(parse_qsl(urlsplit(link.url).query))["body"] == "Grüß dich\r\nund 100 % mehr + mehr"


def test_a_long_body_is_to_be_copied_instead() -> None:
    link = mailto(["ana@example.org"], "Hello", "ä" * 400)
    assert link.copy_body
    assert len(link.url) <= MAX_LINK_LENGTH
    assert "body" not in link.url
    assert not mailto(["ana@example.org"], "Hello", "a" * 1500).copy_body


def test_two_addresses_in_one_are_none() -> None:
    assert is_address("ana.ruiz+x@example.org")
    for bad in (
        "a@b.org,c@d.org",
        "a@b.org c@d.org",
        "a@b.org\nbcc:c@d.org",
        "<a@b.org>",
        "ana",
        "a@",
        "@b",
        "a@b@c",
    ):
        assert not is_address(bad)


def _read_independently(url: str) -> Message:
    """As RFC 6068 says, with nothing but the standard library: the header fields of the link as those of a message."""
    path, _, query = url.removeprefix("mailto:").partition("?")
    message = Message()
    message["to"] = ", ".join(unquote(one) for one in path.split(","))
    for field in query.split("&"):
        name, _, value = field.partition("=")
        if name == "body":
            message.set_payload(unquote(value))
        else:
            message[name] = unquote(value)
    return message


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Ana, meet Ben", "Ana,\n\nBen prints.\n\nJo"),
        ("“Quoted” 'and' \"plain\"", "He said \"yes, please\"; she said 'no'"),
        ("José-María Núñez & Söhne", "Zoë, Łukasz, Ğ, ß, é as e\u0301"),
        ("x&bcc=thief@example.org", "&bcc=thief@example.org\n?cc=thief@example.org#body=gone"),
        ("100 % + 1 = 101 %41", "a+b%0D%0Abcc: thief@example.org"),
        ("👋🏽 hello", "👩‍👩‍👧 and 🇳🇴"),
        ("שלום Ana", "مرحبا\n\u200fBen\u200f, שלום"),
        ("小林美井", "tab\there, a line\r\nand another\rand a third"),
    ],
)
def test_another_reader_finds_the_same_mail(subject: str, body: str) -> None:
    to = ["ana.o'neil+x@example.org", "ben@example.org"]
    read = _read_independently(mailto(to, subject, body).url)
    assert [address for _, address in getaddresses([read["to"]])] == to
    assert read["subject"] == subject
    assert read.get_payload() == body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    assert sorted(read.keys()) == ["subject", "to"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80))
def test_any_words_come_back_as_they_were(words: str) -> None:
    read = _read_independently(mailto(["ana@example.org"], words, words).url)
    assert read.get_payload() == words
    assert (read["subject"] or "") == " ".join(words.split())

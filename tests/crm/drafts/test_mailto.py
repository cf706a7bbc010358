"""mailto links: text of names and notes never becomes a recipient or a header."""

from urllib.parse import parse_qsl, unquote, urlsplit

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

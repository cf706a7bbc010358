"""What real programs write, one habit a story: each card comes in whole, or it is said what did not."""

import pytest

from crm.formats.vcard.reader import read
from tests.crm.files.one_card import cards, one


def test_an_unescaped_comma_cuts_nothing() -> None:
    assert one("FN:Mustermann, Heiko").full_name == "Mustermann, Heiko"
    assert one("FN:x", "ORG:Company, The").roles[0].organization == "Company, The"


def test_encodings_are_compared_without_regard_to_case() -> None:
    assert one("FN;ENCODING=Quoted-Printable:J=C3=B6rg", version="2.1").full_name == "Jörg"
    assert one("FN;ENCODING=8BIT:Jörg", "NOTE;ENCODING=7bit:plain", version="2.1").note == "plain"


def test_profile_is_ignored() -> None:
    assert one("PROFILE:VCARD", "FN:Ana").other == []


def test_generous_names_and_groups() -> None:
    found = one(
        "FN:Ana", "a.b.EMAIL:ana@x.example", "gruppe é.TEL:123456", "X-messaging/xmpp-All:ana@jabber.example"
    )
    assert found.emails[0].value == "ana@x.example"
    assert found.phones[0].value == "123456"
    assert found.messengers[0].value == "xmpp:ana@jabber.example"
    assert one("FN:Ana", "X ODD NAME:value").other == ["X ODD NAME:value"]


@pytest.mark.parametrize("bad", ["FN", "E", "# a comment", "12 Harbour Road"])
def test_a_line_without_a_colon_costs_that_line(bad: str) -> None:
    (card,) = cards("FN:Ana", bad, "TITLE:Baker")
    assert card.contact is not None
    assert card.contact.roles[0].title == "Baker"
    (remark,) = card.remarks
    assert (remark.line, remark.card, remark.name, remark.lines) == (4, 1, "Ana", bad)


def test_odd_parameters() -> None:
    found = one(
        "FN:x",
        "TEL;PREF;:1",
        "TEL;TYPE=WORK,:2",
        'ADR;LABEL="a: b; \\"c\\"":;;Street;;;;',
        "EMAIL;;TYPE=:a@b.example",
    )
    assert [point.value for point in found.phones] == ["1", "2"]
    assert found.phones[0].preferred
    assert found.phones[1].label == "work"
    assert found.addresses[0].parts == ["", "", "Street", "", "", "", ""]
    assert found.emails[0].value == "a@b.example"


def test_missing_ends_and_blanks() -> None:
    data = b"\xef\xbb\xbfjunk\nBEGIN:VCARD \nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD \nbegin:vcard\nFN:C\nend:vcard\nBEGIN:VCARD\nFN:D"
    found = list(read(data))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B", "C", "D"]
    assert [card.first_line for card in found if card.contact] == [2, 4, 7, 10]
    assert found[0].kind == "outside"
    assert [bool(card.remarks) for card in found] == [True, True, False, False, True]


def test_a_missing_begin_costs_its_own_lines_only() -> None:
    found = list(read(b"FN:Lost\nEND:VCARD\nBEGIN:VCARD\nFN:Kept\nEND:VCARD\n"))
    assert [card.kind for card in found] == ["outside", "person"]
    assert "FN:Lost" in found[0].remarks[0].lines


def test_files_put_together_without_a_line_end() -> None:
    found = list(read(b"BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nFN:B\nEND:VCARD"))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B"]


def test_an_agent_is_never_the_owner() -> None:
    data = b"BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Agent\nTEL:1\nEND:VCARD\nEMAIL:boss@x.example\nEND:VCARD\n"
    boss, agent = (card.contact for card in read(data))
    assert boss is not None
    assert agent is not None
    assert (boss.full_name, [point.value for point in boss.emails], boss.phones) == (
        "Boss",
        ["boss@x.example"],
        [],
    )
    assert agent.full_name == "Agent"


def test_a_card_inside_another_without_an_agent_line() -> None:
    data = b"BEGIN:VCARD\nFN:Outer\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nEMAIL:o@x.example\nEND:VCARD\nBEGIN:VCARD\nFN:Z\nEND:VCARD"
    outer, inner, after = (card.contact for card in read(data))
    assert outer is not None
    assert inner is not None
    assert after is not None
    assert (outer.full_name, outer.emails[0].value) == ("Outer", "o@x.example")
    assert (inner.full_name, after.full_name) == ("Inner", "Z")


def test_an_agent_in_one_escaped_line_is_left_as_it_is() -> None:
    line = "AGENT:BEGIN:VCARD\\nFN:Susan\\nEND:VCARD\\n"
    assert one("FN:Boss", line).other == [line]


def test_depth_over_four_is_refused_and_counted() -> None:
    deep = (
        b"BEGIN:VCARD\nFN:x\nAGENT:\n" * 1000 + b"END:VCARD\n" * 1000 + b"BEGIN:VCARD\nFN:After\nEND:VCARD\n"
    )
    found = list(read(deep))
    assert sum(card.count for card in found) == 1001
    assert [card.count for card in found] == [1, 1, 1, 1, 996, 1]
    assert found[-1].contact is not None
    assert found[-1].contact.full_name == "After"


def test_line_ends_of_old_macs() -> None:
    found = list(read(b"BEGIN:VCARD\rFN:A\rEND:VCARD\rBEGIN:VCARD\rFN:B\rEND:VCARD\r"))
    assert [card.contact.full_name for card in found if card.contact] == ["A", "B"]


def test_backslashes() -> None:
    found = one("FN:x", "URL:http\\://a.example", "NOTE:a\\; b\\, c\\\\ \\\"d\\\" \\'e\\' f\\ng\\Nh")
    assert found.urls[0].value == "http://a.example"
    assert found.note == "a; b, c\\ \"d\" 'e' f\ng\nh"
    assert one("FN:x", "NOTE:C:\\work\\ana\\nnew", version="2.1").note == "C:\\work\\ana\nnew"


def test_names_in_parts() -> None:
    found = one("N:Public;John;Quinlan,Paul;Mr.;Jr.,M.D.;extra")
    assert (found.family, found.given, found.additional) == ("Public", "John", "Quinlan Paul")
    assert (found.prefix, found.suffix) == ("Mr.", "Jr. M.D.")
    assert found.full_name == "Mr. John Quinlan Paul Public Jr. M.D."


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:", "N:Ruiz;Ana;;;"], "Ana Ruiz"),
        (["N:;;;;", "ORG:Fig Tree;", "EMAIL:a@b.example"], "Fig Tree"),
        (["EMAIL:a@b.example", "TEL:1"], "a@b.example"),
        (["TEL:+44 1"], "+44 1"),
        (["NICKNAME:Bo"], "Bo"),
    ],
)
def test_a_name_is_made_where_there_is_none(lines: list[str], name: str) -> None:
    assert one(*lines).full_name == name


def test_a_card_about_nobody_is_reported() -> None:
    (card,) = cards("TITLE:Baker", "NOTE:who")
    assert card.kind == "unreadable"
    assert card.remarks[0].reason == "card has no name, organisation, e-mail or phone"
    assert card.remarks[0].line == 1


def test_carets_in_parameters() -> None:
    assert (
        one("FN:x", "ADR;LABEL=\"12^nHarbour ^'Road^'\":;;;;;;").addresses[0].parts[2] == '12\nHarbour "Road"'
    )  # type: ignore[index]

"""Thousands of cards about one person, or with one number, cost no more each than ten; and say what ten would."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import MatchType, is_number_match

from crm.book import Book
from crm.contacts.contact import Contact, ContactRole, Point
from crm.importing.applying import apply
from crm.importing.preview import preview
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import difference
from crm.matching.phones import same_number
from tests.growth import calls_made

_SAME = "FN:Zed Same\nEMAIL:one@zed.example\n"
_CARDS = {
    "numbers": _SAME + "TEL:+44131{at:06}",
    "addresses": _SAME + "EMAIL:z{at}@zed.example",
    "firms": _SAME + "ORG:Firm {at}",
    "titles": _SAME + "ORG:Firm\nTITLE:Head of {at}",
    "notes": _SAME + "NOTE:Number {at} of them",
    "tags": _SAME + "CATEGORIES:t{at}",
    "other lines": _SAME + "X-TEA:{at}",
    "a switchboard": "FN:Q{at}a Z{at}b\nTEL:+441314960999",
    "a tail": "FN:Q{at}a Z{at}b\nTEL:+{at}1314960999",
    "a profile": "FN:Q{at}a Z{at}b\nURL:https://linkedin.com/in/one",
}


def _file(folder: Path, card: str, many: int) -> Path:
    path = folder / f"{many}.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\n{card.format(at=at)}\nEND:VCARD\n" for at in range(100, 100 + many))
    )
    return path


@pytest.mark.parametrize("card", _CARDS.values(), ids=_CARDS)
def test_cards_that_share_something_cost_in_proportion(book: Book, tmp_path: Path, card: str) -> None:
    files = [_file(tmp_path, card, size) for size in (60, 480)]
    few, many = (calls_made(lambda file=file: preview(book.read, [file])) for file in files)  # type: ignore[misc]
    assert many / few < 2 * 8


def test_what_many_cards_add_to_one_person_is_all_there_and_a_title_goes_where_none_was(
    book: Book, tmp_path: Path
) -> None:
    cards = [
        "ORG:Acme",
        "ORG:Acme\nTITLE:Baker",
        "ORG:Acme\nTITLE:Cook",
        "TEL:+44131{at:06}",
        "X-TEA:{at}",
        "NOTE:n{at}",
    ]
    path = tmp_path / "one.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\n{_SAME}{card.format(at=at)}\nEND:VCARD\n" for at, card in enumerate(cards * 3))
    )
    with book.work() as work:
        apply(work, preview(work.read, [path]))
    assert book.read.value("SELECT count(*) FROM person") == 1
    assert book.read.values("SELECT title FROM role ORDER BY id") == ["Baker", "Cook"]
    assert book.read.values("SELECT value FROM contact_point WHERE kind = 'phone'") == [
        "+44131000003", "+44131000009", "+44131000015",
    ]  # fmt: skip
    assert book.read.rows("SELECT line, place FROM other_property ORDER BY place")[2]["line"] == "X-TEA:16"
    assert book.read.values("SELECT words FROM note ORDER BY id") == ["n5", "n11", "n17"]
    assert book.check() == []


_words = st.sampled_from(["", "Ana", "Acme", "Baker", "x@y.example", "+44 1", "n"])
_points = st.lists(_words.filter(bool).map(Point), max_size=3)
_contacts = st.builds(
    Contact, full_name=_words, given=_words, nickname=_words, emails=_points, phones=_points, note=_words,
    roles=st.lists(st.builds(ContactRole, _words, _words), max_size=3), categories=st.lists(_words, max_size=3),
    other=st.lists(_words, max_size=3), birthday=st.sampled_from([None, "--04-12"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_contacts, st.lists(_contacts, max_size=4))
def test_a_person_that_grew_card_by_card_compares_like_one_made_anew(
    first: Contact, cards: list[Contact]
) -> None:
    grown = ComparedPerson(first)
    for card in cards:
        found = difference(grown, card)
        assert found == difference(ComparedPerson(grown.contact), card)
        grown.add(found.extra)
    assert first.emails == grown.contact.emails[: len(first.emails)]


_numbers = st.builds(
    lambda lead, number, end: f"{lead}{number}{end}",
    st.sampled_from(
        ["+44 ", "+44 (0)", "0", "+39 0", "+39 ", "0039", "+1 ", "1", "+49 0", "+999 ", "", "tel:+44"]
    ),
    st.sampled_from(
        ["20 7946 0958", "2079460958", "131 496 0999", "201-555-0123", "800 FLOWERS", "06 1234567"]
    ),
    st.sampled_from(["", " ext. 12", " x12"]),
)


@settings(max_examples=300, deadline=None)
@given(_numbers, _numbers)
def test_numbers_are_compared_as_the_library_compares_them(one: str, other: str) -> None:
    digits = ["".join(filter(str.isdigit, number)).removeprefix("00") for number in (one, other)]
    if digits[0] == digits[1] or digits[0][-7:] != digits[1][-7:] or ("x" in one) != ("x" in other):
        return
    expected = is_number_match(one, other) in (MatchType.EXACT_MATCH, MatchType.NSN_MATCH)
    assert same_number(one, other) == expected

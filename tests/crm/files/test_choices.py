"""The user's choices: what is reckoned from them before an import is what the import makes."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.importing.applying import apply
from crm.importing.choice import Choice
from crm.importing.found_cards import Preview
from crm.importing.import_result import ImportResult
from crm.importing.preview import preview
from crm.importing.preview_lists import PreviewLists, compute_lists, count_results
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import difference, without
from crm.people import adding, fields
from tests.crm.files.test_importing import names, vcf

# Somebody new twice, a namesake of a person in the book, one who adds something, one who only differs, and a group.
CARDS = (
    "FN:Hana Abe\nEMAIL:h@abe.example\nUID:h1",
    "FN:Hana Abe\nEMAIL:h@abe.example\nTEL:+44 131 496 0001",
    "FN:Hana Abe\nEMAIL:h@abe.example\nNICKNAME:Hani\nTITLE:Potter",
    "FN:Bo Hart\nEMAIL:bo@new.example",
    "FN:Ivo Falk\nTEL:+44 131 496 0002",
    "FN:Ivo Falk\nTEL:+44 131 496 0003",
    "FN:Ana Ruiz\nEMAIL:ana@ruiz.example\nTEL:+44 131 496 0004\nNICKNAME:Anita",
    "FN:Cy Lund\nN:Lund;Cy;;;\nEMAIL:cy@lund.example\nNICKNAME:Cyril",
    "FN:Friends\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:h1",
)
NUMBERS = range(1, len(CARDS) + 1)

choice = st.builds(
    Choice,
    one_person=st.sampled_from([None, True, False]),
    from_file=st.sampled_from([frozenset(), frozenset({"nickname"})]),
    unwanted=st.sampled_from([frozenset(), frozenset({("phone", "+44 131 496 0004")})]),
    left_out=st.booleans(),
)


def looked(book: Book, folder: Path) -> tuple[Preview, PreviewLists]:
    if not names(book):
        with book.work() as work:
            adding.add(work, "Bo Hart")
            for name, email, nickname in (
                ("Ana Ruiz", "ana@ruiz.example", "Annie"),
                ("Cy Lund", "cy@lund.example", "Cy"),
            ):
                told = [("email", "=", email), ("nickname", "=", nickname)]
                fields.set_fields(work, adding.add(work, name).id, told)
    found = preview(book.read, [vcf(folder, *CARDS)])
    return found, compute_lists(found, book.read)


def brought_in(book: Book, found: Preview, choices: dict[tuple[int, int], Choice]) -> ImportResult:
    with book.work() as work:
        return apply(work, found, choices=choices)


def test_the_cards_are_one_of_each(book: Book, tmp_path: Path) -> None:
    found, lists = looked(book, tmp_path)
    assert {status: len(cards) for status, cards in lists.by_status.items()} == {
        "new": 2, "updated": 3, "same": 1, "possible": 2, "group": 1, "skipped": 0, "event": 0,
    }  # fmt: skip
    assert count_results(found, lists, {}).tagged == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NUMBERS), choice))
def test_what_is_reckoned_is_what_comes_in(book: Book, tmp_path: Path, said: dict[int, Choice]) -> None:
    found, lists = looked(book, tmp_path)
    choices = {(0, number): one for number, one in said.items() if not (number in (7, 8) and one.one_person)}
    reckoned = count_results(found, lists, choices)
    before, steps = len(names(book)), len(book.steps())
    result = brought_in(book, found, choices)
    assert (result.new, result.left_out) == (reckoned.new, reckoned.left_out)
    assert len(names(book)) == before + reckoned.new
    assert result.updated == reckoned.updated
    if len(book.steps()) > steps:
        book.undo()
    assert len(names(book)) == before


def test_an_unwanted_addition_of_each_kind_stays_out(book: Book, tmp_path: Path) -> None:
    everything = (
        "FN:Ana Ruiz\nEMAIL:ana@ruiz.example\nTEL:1\nURL:https://a.example\nBDAY:1980-02-03\nORG:Fig Tree\nTITLE:Baker\n"
        "CATEGORIES:food\nNOTE:Likes tea\nX-TEA:Assam"
    )
    looked(book, tmp_path)
    found = preview(book.read, [vcf(tmp_path, everything, name="more.vcf")])
    (card,) = found.files[0].found
    additions = frozenset((one.field, one.found) for one in card.changes if one.adds)
    assert {name for name, _ in additions} == {"phone", "url", "birthday", "role", "tag", "note", "other"}
    for one in additions:
        assert card.difference is not None
        left = without(card.difference, additions - {one})
        assert [(change.field, change.found) for change in left.changes if change.adds] == [one]
        assert difference(ComparedPerson(left.extra), left.extra).adds_something is False
    steps = len(book.steps())
    result = brought_in(book, found, {(0, 1): Choice(unwanted=additions)})
    assert result.updated == 0
    assert len(book.steps()) == steps


def test_what_was_left_out_is_offered_again(book: Book, tmp_path: Path) -> None:
    found, _ = looked(book, tmp_path)
    brought_in(book, found, {(0, 1): Choice(left_out=True)})
    again, lists = looked(book, tmp_path)
    assert [card.name for _, card in lists.by_status["new"]] == ["Hana Abe"]
    assert again.count("new") == 1

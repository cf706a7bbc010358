"""The shelf: a link is kept once, goes to each person once, and keeps the promise to send it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import AlreadyDone, NotUnderstood
from crm.model import Circle, CircleMember, Item
from crm.shelf.keeping import keep
from crm.shelf.links import RULE
from crm.shelf.sharing import share
from crm.things.documents.item import documents
from tests.crm import scenes
from tests.crm.shelf.link_spellings import Link, pages, spellings


def test_a_link_is_kept_once_and_what_comes_later_is_added(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Mei Kobayashi")
        item_id = keep(
            work,
            "https://example.org/pricing?utm_source=mail",
            title="On pricing",
            topics=["Pricing", "pricing "],
        )
        assert work.label == "Put “On pricing” on the shelf"
    with book.work() as work:
        again = keep(work, "www.example.org/pricing/", why="Short.", topics=["retail"], from_person_id=1)
        assert work.label == "Added to “On pricing” on the shelf"
    [item] = documents(book.read, [item_id])
    assert again == item_id
    assert (item["title"], item["topics"], item["why"]) == ("On pricing", ["Pricing", "retail"], "Short.")
    assert item["from"] == "Mei Kobayashi"


def test_keeping_a_link_again_with_nothing_new_is_no_step(book: Book) -> None:
    for _ in range(2):
        with book.work() as work:
            keep(work, "example.org/a", why="Good.", topics=["pricing"])
    assert len(book.steps()) == 1


def test_a_thing_without_link_is_kept_by_its_title_and_twice_is_two(book: Book) -> None:
    with book.work() as work:
        assert keep(work, "The Mom Test") != keep(work, "The Mom Test")
    with book.work() as work, pytest.raises(NotUnderstood):
        keep(work, "  ")


def test_a_link_without_title_is_called_by_its_place(book: Book) -> None:
    with book.work() as work:
        item_id = keep(work, "www.Shopkeepers.example/leases/?utm_source=x")
        item = work.session.get_one(Item, item_id)
        assert (item.title, item.url) == (
            "shopkeepers.example/leases",
            "https://www.Shopkeepers.example/leases/?utm_source=x",
        )


def test_an_item_goes_to_a_person_once_and_the_refusal_says_when(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Mei Kobayashi")
        item_id = keep(work, "example.org/pricing", title="On pricing")
    with book.work() as work:
        share(work, item_id, 1, "you asked about retainers")
        assert work.label == "Sent Mei Kobayashi “On pricing”"
    with (
        book.work() as work,
        pytest.raises(AlreadyDone, match=r"Mei Kobayashi has “On pricing” already\. You sent it today\."),
    ):
        share(work, item_id, 1)
    [sent] = documents(book.read, [item_id])[0]["shared"]
    assert (sent["person"], sent["on"], sent["reason"]) == (
        "Mei Kobayashi",
        "2026-11-21",
        "you asked about retainers",
    )


@given(st.data(), pages())
@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_page_is_one_item_and_goes_to_a_person_once_however_it_is_spelled(
    book: Book, data: st.DataObject, page: Link
) -> None:
    """Each example is rolled back."""
    with pytest.raises(ZeroDivisionError), book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        first = keep(work, data.draw(spellings(page)))
        share(work, first, mei.id)
        for _ in range(2):
            again = keep(work, data.draw(spellings(page)))
            assert again == first
            with pytest.raises(AlreadyDone):
                share(work, again, mei.id)
        raise ZeroDivisionError


@pytest.mark.parametrize("outdated", ["example.org/pricing", "", "1 something", f"{RULE + 1} other"])
def test_keys_of_another_rule_are_not_trusted(book: Book, outdated: str) -> None:
    """As books of earlier versions, backups and undone steps have them."""
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        old = scenes.item(work, "On pricing", url="http://www.example.org/pricing?utm_source=x")
        scenes.item(work, "On leases", url="http://www.example.org/leases")
        old.url_key = outdated
        share(work, old.id, mei.id)
    with book.work() as work:
        assert keep(work, "https://example.org/pricing") == old.id
        assert keep(work, "https://example.org/prices") != old.id


def test_two_items_with_one_link_are_one_for_whom_they_go_to(book: Book) -> None:
    """As an import may bring them."""
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        one, other = (scenes.item(work, title, url="https://example.org/a") for title in ("One", "Other"))
        share(work, one.id, mei.id)
        with pytest.raises(AlreadyDone):
            share(work, other.id, mei.id)


def test_sharing_keeps_the_promise_that_names_the_item(book: Book) -> None:
    with book.work() as work:
        mei, ana = scenes.person(work, "Mei Kobayashi"), scenes.person(work, "Ana Ruiz")
        item = scenes.item(work, "How studios price", url="https://example.org/studios")
        linked = scenes.promise(work, "share", "send the article", mei, item_id=item.id)
        by_title = scenes.promise(work, "share", "send How studios price", mei)
        by_link = scenes.promise(work, "share", "send www.example.org/studios/", mei)
        others = [
            scenes.promise(work, "share", "send the other article", mei),
            scenes.promise(work, "favour", "print How studios price", mei),
            scenes.promise(work, "share", "send How studios price", ana),
            scenes.promise(work, "share", "send How studios price", by_person_id=mei.id),
        ]
        both = scenes.promise(work, "share", "send How studios price", mei, ana)
    with book.work() as work:
        share(work, item.id, mei.id, "for your new rates")
        assert work.label == "Sent Mei Kobayashi “How studios price”"
    states = {
        one: book.read.value("SELECT state FROM promise WHERE id = :id", id=one.id)
        for one in (linked, by_title, by_link, both, *others)
    }
    assert [states[one] for one in (linked, by_title, by_link)] == ["kept"] * 3
    assert {states[one] for one in (both, *others)} == {"open"}
    with book.work() as work:
        share(work, item.id, ana.id)
    assert book.read.value("SELECT state FROM promise WHERE id = :id", id=both.id) == "kept"
    book.undo()
    assert book.read.value("SELECT state FROM promise WHERE id = :id", id=both.id) == "open"


def test_a_word_of_warning_inside_one_circle(book: Book) -> None:
    with book.work() as work:
        ana, ben, mei, tom = (
            scenes.person(work, name) for name in ("Ana Ruiz", "Ben Okafor", "Mei Kobayashi", "Tom Bauer")
        )
        item = scenes.item(work, "On pricing", "pricing")
        for who in (ben, mei, tom):
            scenes.person_topic(work, who, "looking_for", "pricing")
        for name, members in (("Food founders", (ana, ben)), ("Old circle", (ana, mei))):
            circle = Circle(name=name, ended_on=None if name == "Food founders" else work.today)
            work.session.add(circle)
            work.flush()
            work.session.add_all([CircleMember(circle_id=circle.id, person_id=who.id) for who in members])
        share(work, item.id, ana.id)
    assert documents(book.read, [item.id])[0]["notes"] == [
        "Ana Ruiz has it already, and is in “Food founders” with Ben Okafor."
    ]
    with book.work() as work:
        share(work, item.id, ben.id)  # a warning, never a block


def test_who_would_welcome_an_item(book: Book) -> None:
    with book.work() as work:
        mei, ana, ben = (scenes.person(work, name) for name in ("Mei Kobayashi", "Ana Ruiz", "Ben Okafor"))
        parked = scenes.person(work, "Far Away", standing="parked")
        item = scenes.item(work, "On pricing", "pricing")
        for who, kind in (
            (mei, "looking_for"),
            (ana, "cares_about"),
            (ben, "can_help_with"),
            (parked, "looking_for"),
        ):
            scenes.person_topic(work, who, kind, "pricing")
    assert documents(book.read, [item.id])[0]["welcome"] == [
        {"person": "Mei Kobayashi", "why": "is looking for pricing"},
        {"person": "Ana Ruiz", "why": "cares about pricing"},
        {"person": "Ben Okafor", "why": "can help with pricing"},
    ]
    with book.work() as work:
        share(work, item.id, mei.id)
    assert [one["person"] for one in documents(book.read, [item.id])[0]["welcome"]] == [
        "Ana Ruiz",
        "Ben Okafor",
    ]
    with book.work() as work:
        work.session.get_one(Item, item.id).from_person_id = ana.id
    assert [one["person"] for one in documents(book.read, [item.id])[0]["welcome"]] == ["Ben Okafor"], (
        "whoever gave it has it"
    )

"""The shelf: a link is kept once, and goes to each person once."""

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Item
from crm.shelf import keeping
from crm.shelf.links import url_key
from crm.things.documents.item import documents
from tests.crm import scenes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/?utm_source=x&fbclid=1", "http://example.org/a"),
        ("https://example.org/a?b=2&a=1", "https://EXAMPLE.org/a?a=1&b=2#part"),
        ("example.org/a", "https://example.org/a/"),
    ],
)
def test_the_same_page_is_the_same_however_it_was_reached(one: str, other: str) -> None:
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
    ],
)
def test_another_page_is_another(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("text", ["", "a book", "javascript:alert(1)", "https://[bad", "mailto:a@b.org"])
def test_what_is_no_web_link_has_no_key(text: str) -> None:
    assert url_key(text) == ""


def test_a_link_is_kept_once_and_shared_once(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Mei Kobayashi")
        item_id = keeping.add_item(
            work, "On pricing", "https://example.org/pricing?utm_source=mail", topics=["Pricing", "pricing "]
        )
        assert work.label == "Put “On pricing” on the shelf"
    with book.work() as work, pytest.raises(NotUnderstood, match="on the shelf already, as “On pricing”"):
        keeping.add_item(work, "Prices", "http://www.example.org/pricing/")
    with book.work() as work:
        keeping.share(work, item_id, 1, "you asked about retainers")
        assert work.label == "Sent Mei Kobayashi “On pricing”"
    with (
        book.work() as work,
        pytest.raises(NotUnderstood, match="Mei Kobayashi has “On pricing” already"),
    ):
        keeping.share(work, item_id, 1)
    [item] = documents(book.read, [item_id])
    assert (item["title"], item["topics"]) == ("On pricing", ["Pricing"])
    [share] = item["shared"]
    assert (share["person"], share["on"], share["reason"]) == (
        "Mei Kobayashi", "2026-11-21", "you asked about retainers",
    )  # fmt: skip


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
    ]
    with book.work() as work:
        keeping.share(work, item.id, mei.id)
    assert [one["person"] for one in documents(book.read, [item.id])[0]["welcome"]] == ["Ana Ruiz"]
    with book.work() as work:
        work.session.get_one(Item, item.id).from_person_id = ana.id
    assert documents(book.read, [item.id])[0]["welcome"] == [], "whoever gave it has it"

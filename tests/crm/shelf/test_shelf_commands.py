"""`keep`, `shelf`, `share` and putting a share right, as a script gives them."""

from collections.abc import Callable

import pytest

from tests.crm.commands.conftest import Told, goodturn, people

Goodturn = Callable[..., Told]
__all__ = ("goodturn", "people")


def test_a_link_is_kept_shared_and_asked_about(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn(
        "keep",
        "https://a.example/prices?utm_source=x",
        "title=On prices",
        "why=Short",
        "from=Ben Okafor",
        "topic+=pricing",
        "--json",
    )
    assert told.status == 0, told.err
    item = told.json
    assert (item["key"], item["title"], item["why"], item["from"]) == (
        "item-1",
        "On prices",
        "Short",
        "Ben Okafor",
    )
    assert (item["url"], item["topics"], item["shared"], item["welcome"], item["notes"]) == (
        "https://a.example/prices?utm_source=x", ["pricing"], [], [], [],
    )  # fmt: skip
    assert goodturn("set", "Ana Ruiz", "looking_for+=pricing").status == 0
    assert goodturn("keep", "a.example/prices/", "topic+=retail", "--json").json["topics"] == [
        "pricing",
        "retail",
    ]
    assert goodturn("get", "item-1", "--json").json["welcome"] == [
        {"person": "Ana Ruiz", "why": "is looking for pricing"}
    ]
    shared = goodturn("share", "item-1", "Ana", "Ruiz", "you", "asked", "--json").json["shared"]
    assert [(one["key"], one["person"], one["on"], one["reason"]) for one in shared] == [
        ("share-1", "Ana Ruiz", "2026-11-21", "you asked")
    ]
    again = goodturn("--on", "2026-12-10", "share", "item-1", "Ana Ruiz")
    assert (again.status, again.err) == (1, "Ana Ruiz has “On prices” already. You sent it on 21 November.\n")
    assert goodturn("edit", "share-1", "landed=used it twice", "--json").json["landed"] == "used it twice"
    labels = [one["label"] for one in goodturn("history", "--json").json["steps"]]
    assert labels[:2] == ["Changed the share of “On prices” with Ana Ruiz", "Sent Ana Ruiz “On prices”"]
    assert goodturn("undo").status == 0
    assert goodturn("undo").status == 0
    assert goodturn("get", "share-1").status == 1


def test_a_promise_to_send_it_is_kept_by_sharing(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("log", "I promised to send Ana Ruiz the pricing article").status == 0
    assert goodturn("keep", "the pricing article").status == 0
    assert goodturn("share", "item-1", "Ana Ruiz").status == 0
    assert goodturn("get", "promise-1", "--json").json["state"] == "kept"


def test_a_promise_names_an_item_by_key_link_or_title(goodturn: Goodturn, people: list[int]) -> None:
    for words in ("I promised to send Ana Ruiz the pricing article", "I promised to thank Ben Okafor"):
        assert goodturn("log", words).status == 0
    for words in ("a.example/prices", "b.example/labels"):
        assert goodturn("keep", words, f"title=On {words[10:]}").status == 0
    for words, title in (
        ("item-2", "On labels"),
        ("www.a.example/prices#x", "On prices"),
        ("on LABELS", "On labels"),
        ("prices", "On prices"),
    ):
        assert goodturn("edit", "promise-1", f"item={words}", "--json").json["item"] == title
    refused = [
        ("promise-1", "nothing like it", 1),
        ("promise-1", "item-9", 1),
        ("promise-1", "on", 2),
        ("promise-2", "item-1", 2),
    ]
    for key, words, status in refused:
        assert goodturn("edit", key, f"item={words}", "due=friday").status == status
    assert "promised to Ana" in goodturn("shelf", "prices").out
    assert goodturn("share", "item-2", "Ana Ruiz").status == 0
    assert goodturn("get", "promise-1", "--json").json["state"] == "open"
    assert goodturn("share", "item-1", "Ana Ruiz").status == 0
    assert goodturn("get", "promise-1", "--json").json["state"] == "kept"
    assert goodturn("edit", "promise-1", "item=", "--json").json["item"] is None


def test_the_shelf_lists_the_newest_first_and_finds_words(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("shelf", "--json").json == {"items": []}
    for words in ("a.example/bees", "The Mom Test", "b.example/labels"):
        assert goodturn("keep", words, "topic+=Zürich").status == 0
    assert [one["key"] for one in goodturn("shelf", "--json").json["items"]] == ["item-3", "item-2", "item-1"]
    assert [one["key"] for one in goodturn("shelf", "mom", "zurich", "--json").json["items"]] == ["item-2"]
    assert goodturn("shelf", "nothing like it").status == 0
    assert "nobody yet" in goodturn("shelf").out
    assert [one["id"] for one in goodturn("find", "labels", "--json").json["hits"]] == [3]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["keep"], 2),
        (["keep", ""], 2),
        (["keep", "a.example", "colour=red"], 2),
        (["keep", "a.example", "why+=x"], 2),
        (["keep", "a.example", "title= "], 2),
        (["keep", "a.example", "topic-=pricing"], 2),
        (["keep", "a.example", "topic+= "], 2),
        (["keep", "a.example", "from=Nobody Here"], 1),
        (["share", "item-1"], 2),
        (["share", "item-9", "Ana Ruiz"], 1),
        (["share", "thing-1", "Ana Ruiz"], 1),
        (["share", "item-1", "Nobody Here"], 1),
        (["share", "promise-1", "Ana Ruiz"], 2),
        (["edit", "share-1", "landed+=x"], 2),
        (["edit", "share-1", "liked=x"], 2),
        (["edit", "share-1", "on=someday", "landed=x"], 2),
        (["edit", "item-1", "url=www.b.example"], 2),
    ],
)
def test_what_is_not_understood_changes_nothing(
    goodturn: Goodturn, people: list[int], words: list[str], status: int
) -> None:
    for done in (
        ["log", "I promised to thank Ben Okafor"],
        ["keep", "c.example"],
        ["keep", "b.example"],
        ["share", "item-1", "Ben Okafor"],
    ):
        assert goodturn(*done).status == 0
    before = goodturn("history", "--json").out
    told = goodturn(*words)
    assert (told.status, told.out) == (status, "")
    assert told.err
    assert goodturn("history", "--json").out == before


def test_edit_knows_topics_by_the_word_of_keep(goodturn: Goodturn) -> None:
    assert goodturn("keep", "a.example", "topic+=pricing").status == 0
    assert goodturn("edit", "item-1", "topic+=retail", "--json").json["topics"] == ["pricing", "retail"]
    assert goodturn("edit", "item-1", "topic-=pricing", "--json").json["topics"] == ["retail"]

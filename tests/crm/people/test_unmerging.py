"""A merge keeps every value of both, and can be taken apart later, whatever was edited in between."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import DependentStepsError, NotUnderstood
from crm.model import Item, Person, Share
from crm.people import fields
from crm.people.duplicates import duplicates
from crm.people.full_records import person
from crm.people.merged_entries import merged_entries
from crm.people.merging import merge
from crm.people.notes import add_note
from crm.people.person_json import as_json
from crm.people.unmerging import take_apart
from crm.things.documents.person import detailed_document
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes
from tests.crm.people.test_deleting import a_life

Add = Callable[..., int]
_ONE_OF_BOTH = ("id", "uid", "standing", "last_contact_on", "photo", "rhythm")
_WORDS = [
    "Ana",
    "Ruiz",
    "Søren",
    "Okafor",
    "García",
    "李",
    "Blue Bottle",
    "food",
    "pricing",
    "x@y.example",
    "+44 20 7946",
    "Dr.",
]


class Enough(Exception):
    """Nothing stays."""


def merged(book: Book, keep: int, absorb: int) -> int:
    with book.work() as work:
        merge(work, keep, absorb)
    return merged_entries(book.read, keep)[0].id


def apart(book: Book, merge_id: int) -> int:
    with book.work() as work:
        return take_apart(work, merge_id)


def values_of(document: Any) -> Iterator[str]:
    """Every single value in it, as text; equal rows become one row, so keys may go."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name not in (*_ONE_OF_BOTH, "label", "preferred", "key", "topic_keys"):
                yield from values_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from values_of(value)
    elif document not in (None, ""):
        yield str(document)


def someone(work: UnitOfWork, chance: random.Random, meetings: list[Any], items: list[Item]) -> Person:
    """With a value here and there, often the same as somebody else's."""

    def some(*names: str) -> dict[str, str]:
        return {
            name: f"{chance.choice(_WORDS)} {chance.randrange(3)}" for name in names if chance.random() < 0.5
        }

    one = scenes.person(
        work,
        f"{chance.choice(_WORDS[:3])} {chance.choice(_WORDS[3:6])}",
        **some("nickname", "how_we_met", "blurb", "pronouns", "prefix", "additional", "suffix"),
        birthday=chance.choice([None, "--04-12", "1980-02-29"]),
        rhythm_days=chance.choice([None, 21, 60]),
    )
    changes = [
        (name, "+=", f"{chance.choice(_WORDS)}{number}")
        for name in ("email", "phone", "tag", "looking_for", "can_help_with", "url")
        for number in range(chance.randrange(3))
    ]
    if chance.random() < 0.6:
        changes += [
            ("organization", "=", chance.choice(["Fig Tree", "Acme"])),
            ("title", "=", chance.choice(["", "Baker", "Owner"])),
        ]
    fields.set_fields(
        work, one.id, [change for change in changes if change[0] not in ("email", "phone", "url")]
    )
    for kind in ("email", "phone", "url"):
        values = [value for name, _, value in changes if name == kind]
        work.insert_many(
            "contact_point",
            ["person_id", "kind", "value", "folded", "label", "preferred"],
            [(one.id, kind, value, value.lower(), chance.choice(["", "work"]), 0) for value in values],
        )
    if chance.random() < 0.5:
        add_note(work, one.id, chance.choice(_WORDS))
    for meeting in meetings:
        if chance.random() < 0.5:
            work.insert_many(
                "attendance",
                ["meeting_id", "person_id", "heard"],
                [(meeting.id, one.id, chance.choice(["", "sails", "sings"]))],
            )
    for item in items:
        if chance.random() < 0.5:
            work.session.add(
                Share(
                    item_id=item.id, person_id=one.id, reason=chance.choice(["", "for her talk", "as asked"])
                )
            )
    work.session.flush()
    return one


def two(work: UnitOfWork, chance: random.Random) -> tuple[Person, Person]:
    meetings = [scenes.meeting(work, work.today - timedelta(days)) for days in (3, 9)]
    items = [scenes.item(work, title) for title in ("Prices", "Labels")]
    return someone(work, chance, meetings, items), someone(work, chance, meetings, items)


def keeps_every_value(book: Book, count: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        with pytest.raises(Enough), book.work() as work:
            keep, absorb = two(work, chance)
            had = [detailed_document(work.read, one.id) for one in (keep, absorb)]
            reasons = work.read.values("SELECT reason FROM share WHERE reason != ''")
            rhythms = [one.rhythm_days for one in (keep, absorb) if one.rhythm_days]
            keep_id, absorb_id, name = keep.id, absorb.id, absorb.full_name
            merge(work, keep_id, absorb_id)
            has = json.dumps(detailed_document(work.read, keep_id), ensure_ascii=False).casefold()
            for value in values_of(had):
                assert json.dumps(value, ensure_ascii=False)[1:-1].casefold() in has, (value, has)
            now = " ".join(work.read.values("SELECT reason FROM share WHERE person_id = :id", id=keep_id))
            assert all(reason in now for reason in reasons)
            assert all(str(days) in has or person(work.read, keep_id).rhythm_days == days for days in rhythms)
            take_apart(work, merged_entries(work.read, keep_id)[0].id)
            assert [detailed_document(work.read, one) for one in (keep_id, absorb_id)] == had, name
            raise Enough


def test_random_pairs_keep_every_value_and_come_apart_again(book: Book) -> None:
    keeps_every_value(book, 40, seed=random.randrange(1 << 32))


@pytest.mark.endure
def test_two_thousand_random_pairs(book: Book) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    keeps_every_value(book, 2000, seed)


@pytest.mark.parametrize("way", ["into the first", "into the second"])
def test_a_whole_life_comes_apart_as_it_was(
    book: Book, ana: int, ben: int, whole: Callable[[], dict[str, list[tuple[Any, ...]]]], way: str
) -> None:
    a_life(book, ana, ben)
    before = whole()
    keep, absorb = (ana, ben) if way == "into the first" else (ben, ana)
    assert apart(book, merged(book, keep, absorb)) == absorb
    after = whole()
    assert after.pop("not_same") == [(min(ana, ben), max(ana, ben), 1)]
    before.pop("not_same")
    assert after == before
    assert book.check() == []
    assert duplicates(book.read) == []


def test_what_was_edited_since_stays_where_it_was_edited_and_a_corrected_row_goes_back(
    book: Book, ana: int, add: Add, change: Callable[..., Any]
) -> None:
    other = add("Ana M. Ruiz", "email+=annie@home.example", "birthday=--04-12", "note=Sings", "tag+=choir")
    merge_id = merged(book, ana, other)
    with book.work() as work:
        work.connection.execute(
            "UPDATE contact_point SET value = 'annie@new.example', folded = 'annie@new.example' "
            "WHERE value = 'annie@home.example'"
        )
    change(ana, "birthday=1980-04-12", "phone+=+44 1", "nickname=Annie")
    assert apart(book, merge_id) == other
    assert book.steps(1)[0].label == (
        "Took Ana M. Ruiz and Ana Ruiz apart; what was changed since stays with Ana Ruiz"
    )
    first, second = detailed_document(book.read, ana), detailed_document(book.read, other)
    assert (first["birthday"], first["nickname"]) == ("1980-04-12", "Annie")
    assert [point["value"] for point in first["phones"]] == ["+44 1"]
    assert (second["full_name"], second["birthday"], second["note"]) == ("Ana M. Ruiz", "--04-12", "Sings")
    assert [point["value"] for point in second["emails"]] == ["annie@new.example"]
    assert second["categories"] == ["choir"]
    assert first["note"] == ""
    assert book.check() == []


def test_taking_apart_is_one_step_that_can_be_undone(
    book: Book, ana: int, ben: int, whole: Callable[[], dict[str, list[tuple[Any, ...]]]]
) -> None:
    merge_id = merged(book, ana, ben)
    before = whole()
    apart(book, merge_id)
    with pytest.raises(NotUnderstood):
        apart(book, merge_id)
    book.undo()
    assert whole() == before
    assert [(one.name, one.person) for one in merged_entries(book.read, ana)] == [("Ben Okafor", "Ana Ruiz")]
    book.redo()
    assert merged_entries(book.read, ana) == []
    assert as_json(book.read, ben)["full_name"] == "Ben Okafor"


def test_it_works_where_undo_is_barred_by_a_later_step(
    book: Book, ana: int, ben: int, change: Callable[..., Any]
) -> None:
    merge_id = merged(book, ana, ben)
    step = book.steps(1)[0]
    assert [one.id for one in merged_entries(book.read, at=step.at.strftime("%Y-%m-%dT%H:%M:%SZ"))] == [
        merge_id
    ]
    change(ana, "standing=resting", "can_help_with-=packaging")
    with pytest.raises(DependentStepsError):
        book.undo(step.id)
    apart(book, merge_id)
    assert detailed_document(book.read, ben)["topics"]["can_help_with"] == []


def test_what_a_row_rested_on_comes_back_with_it(
    book: Book, ana: int, add: Add, change: Callable[..., Any]
) -> None:
    other = add("A. Ruiz", "organization=Ruiz Hot Sauce", "title=Founder", "tag+=food", "looking_for+=jars")
    change(ana, "looking_for+=jars")
    merge_id = merged(book, ana, other)
    with book.work() as work:
        for table in ("role", "person_tag", "person_topic", "organisation", "tag", "topic"):
            work.connection.execute(f"DELETE FROM {table}")
    apart(book, merge_id)
    one = detailed_document(book.read, other)
    assert (one["organization"], one["title"], one["categories"]) == ("Ruiz Hot Sauce", "Founder", ["food"])
    assert one["topics"]["looking_for"] == ["jars"]


def test_a_merge_of_a_merge_comes_apart_in_any_order(book: Book, ana: int, ben: int, add: Add) -> None:
    cy = add("Cy Lind", "email+=cy@lind.example", "birthday=--01-02")
    had = {one: detailed_document(book.read, one) for one in (ana, ben, cy)}
    first = merged(book, ben, cy)
    merged(book, ana, ben)
    assert {one.name for one in merged_entries(book.read, ana)} == {"Cy Lind", "Ben Okafor"}
    assert apart(book, first) == cy
    assert detailed_document(book.read, cy) == had[cy]
    assert apart(book, merged_entries(book.read, ana)[0].id) == ben
    assert [detailed_document(book.read, one)["emails"] for one in (ana, ben)] == [
        had[ana]["emails"],
        had[ben]["emails"],
    ]
    assert book.check() == []


EDITS = ["birthday=1999-09-09", "nickname=Zed", "tag+=new", "note=Later", "standing=resting", "rhythm=45d", "email+=z@z.example", "organization=Zed Ltd", "how_we_met=Fair"]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 32), edits=st.lists(st.sampled_from(EDITS), max_size=4))
def test_after_any_edits_the_absorbed_is_back_and_the_other_has_only_the_edits_more(
    book: Book, seed: int, edits: list[str]
) -> None:
    with pytest.raises(Enough), book.work() as work:
        keep, absorb = two(work, random.Random(seed))
        had, theirs = detailed_document(work.read, keep.id), detailed_document(work.read, absorb.id)
        keep_id, absorb_id = keep.id, absorb.id
        merge(work, keep_id, absorb_id)
        fields.set_fields(work, keep_id, [fields.parse_assignment(one) for one in edits])
        work.session.flush()
        take_apart(work, merged_entries(work.read, keep_id)[0].id)
        work.session.expire_all()
        again = detailed_document(work.read, absorb_id)
        corrected = {"Fig Tree", "Acme", "Baker", "Owner"} if "organization=Zed Ltd" in edits else set()
        assert set(values_of(theirs)) - corrected <= set(values_of(again))
        changed = {one.partition("=")[0].rstrip("+-") for one in edits}
        now = detailed_document(work.read, keep_id)
        for name in ("full_name", "nickname", "birthday", "blurb", "how_we_met", "given", "additional"):
            if name not in changed:
                assert now[name] == had[name]
        raise Enough

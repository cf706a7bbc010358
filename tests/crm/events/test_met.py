"""After an event: five are chosen and count as contact, and nothing of the others asks for anything."""

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.events import meeting_people
from crm.events.meeting_people import Met
from crm.events.whole_event import whole_event
from crm.people.list_queries import counts
from crm.people.story import story
from crm.storage.derived_columns import stale_people
from crm.text.assignments import Assignment
from crm.things.documents.meeting import documents
from crm.things.key import Key
from crm.things.one import edit
from crm.today.today import today_list
from tests.crm.events.conftest import TWELVE, log, person_id


def standings(book: Book) -> set[str]:
    return set(book.read.values("SELECT DISTINCT standing FROM person"))


def test_twelve_named_are_one_event_that_counts_for_nobody(book: Book, fair: int) -> None:
    assert book.read.value("SELECT count(*) FROM meeting") == 1
    found = whole_event(book.read, fair)
    assert (found.name, found.state, len(found.met), found.chosen) == ("Spring fair", "happened", 12, ())
    assert standings(book) == {"parked"}
    assert book.read.value("SELECT count(*) FROM person WHERE last_contact_on IS NOT NULL") == 0


def test_up_to_five_named_count_at_once(book: Book) -> None:
    event = log(book, "Event: makers breakfast with Oskar Lund, Jo Lindqvist and Dev Chandra")
    assert [one.person.name for one in whole_event(book.read, event).chosen] == [
        "Oskar Lund", "Jo Lindqvist", "Dev Chandra",
    ]  # fmt: skip
    assert standings(book) == {"kept"}


def test_who_was_promised_something_in_the_same_text_is_chosen(book: Book) -> None:
    event = log(
        book, f"Event: fair with {', '.join(TWELVE[:-1])} and {TWELVE[-1]}. Send Fay the studio survey."
    )
    assert [one.person.name for one in whole_event(book.read, event).chosen] == ["Fay Wong"]
    assert book.read.values("SELECT full_name FROM person WHERE standing = 'kept'") == ["Fay Wong"]


def test_said_and_do_choose_and_the_sixth_is_refused(book: Book, fair: int) -> None:
    with book.work() as work:
        meeting_people.met(work, fair, ["Kofi Mensah"], "labels are due", "introduce him to Ann Lee")
    with book.work() as work:
        meeting_people.met(work, fair, ["Dora Blum"], do="send the studio survey")
    with book.work() as work:
        meeting_people.met(work, fair, ["Fay Wong"], do="lend my ladder")
    with book.work() as work:
        meeting_people.met(work, fair, ["Gus Hart", "Ida Holm"], said="hello")
    with pytest.raises(NotUnderstood, match="Five are chosen already"), book.work() as work:
        meeting_people.met(work, fair, ["Jon Berg"], said="no room")
    chosen = whole_event(book.read, fair).chosen
    assert [one.person.name for one in chosen] == [
        "Kofi Mensah",
        "Dora Blum",
        "Fay Wong",
        "Gus Hart",
        "Ida Holm",
    ]
    assert [[promise.words for promise in one.promises] for one in chosen[:3]] == [
        ["introduce Kofi Mensah to Ann Lee"], ["the studio survey"], ["lend my ladder"],
    ]  # fmt: skip
    kinds = book.read.values("SELECT kind FROM promise ORDER BY id")
    assert kinds == ["introduction", "share", "favour"]
    assert stale_people(book.read.connection) == []
    assert documents(book.read, [fair])[0]["met"][0] == {
        "person": "Kofi Mensah", "counts": True, "said": "labels are due",
    }  # fmt: skip


def test_today_shows_the_promises_of_the_chosen_and_nothing_of_the_others(book: Book, fair: int) -> None:
    for name in TWELVE[:5]:
        with book.work() as work:
            meeting_people.met(work, fair, [name], do="send the studio survey")
    # In half a year no rhythm and no open door asks for the seven others.
    with book.work() as work:
        work.connection.execute("UPDATE person SET rhythm_days = 21 WHERE standing = 'kept'")
    found = today_list(book.read, book.clock.today())
    assert len(found.rows) == 5
    told = " ".join(row.what for row in found.rows)
    assert all(name in told for name in TWELVE[:5])
    assert not any(name in told for name in TWELVE[5:])


def test_the_reason_of_a_promise_is_what_that_person_said(book: Book, fair: int) -> None:
    with book.work() as work:
        edit(
            work,
            Key("meeting", fair),
            [Assignment("note", "=", "Loud music, and twelve people at one table.")],
        )
    for name, said in (("Kofi Mensah", "the labels are due before the markets"), ("Dora Blum", "")):
        with book.work() as work:
            meeting_people.met(work, fair, [name], said, "send the studio survey")
    whys = {row.people[0].name: row.why for row in today_list(book.read, book.clock.today()).rows}
    assert whys["Kofi Mensah"].startswith("“the labels are due before the markets”, at an event")
    assert "Loud music" not in whys["Dora Blum"]


def test_chosen_and_kept_quietly_again_follows_in_the_last_contact(book: Book, fair: int) -> None:
    kofi = person_id(book, "Kofi Mensah")

    def last() -> str | None:
        return book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=kofi)

    with book.work() as work:
        meeting_people.choose(work, fair, kofi)
    assert last() == "2026-11-21"
    with book.work() as work:
        meeting_people.keep_quietly(work, fair, kofi)
    assert last() is None
    book.undo()
    assert last() == "2026-11-21"
    assert [entry.id for entry in story(book.read, kofi)] == [fair]


def test_a_stranger_is_made_and_parked_and_a_number_is_nobody(book: Book, fair: int) -> None:
    with book.work() as work:
        ids = meeting_people.add_met(
            work, fair, [Met("Zed Novel"), Met("Ann Lee", person_id(book, "Ann Lee"))]
        )
    assert book.read.value("SELECT standing FROM person WHERE id = :id", id=ids[0]) == "parked"
    assert len(whole_event(book.read, fair).met) == 13
    assert counts(book.read).people == 13


def test_a_coffee_is_no_event_and_a_coming_event_has_met_nobody(book: Book) -> None:
    coffee = log(book, "Coffee with Ann Lee")
    coming = log(book, "Event: fair on 3 December with Ann Lee")
    for meeting_id, words in ((coffee, "is no event"), (coming, "is still ahead")):
        with pytest.raises(NotUnderstood, match=words), book.work() as work:
            meeting_people.met(work, meeting_id, ["Ann Lee"])


def test_editing_the_people_keeps_who_counts_and_a_coffee_counts_for_everyone(book: Book, fair: int) -> None:
    key = Key("meeting", fair)
    with book.work() as work:
        meeting_people.choose(work, fair, person_id(book, "Kofi Mensah"))
    with book.work() as work:
        edit(work, key, [Assignment("people", "-=", "Nils Ek")])
    assert [one.person.name for one in whole_event(book.read, fair).chosen] == ["Kofi Mensah"]
    with book.work() as work:
        edit(work, key, [Assignment("kind", "=", "meeting")])
    assert book.read.value("SELECT min(counts) FROM attendance") == 1
    assert standings(book) == {"kept", "parked"}  # the one who was taken out stays parked


def test_each_promise_stands_under_whoever_of_it_was_there(book: Book, fair: int) -> None:
    log(book, "Coffee with Hana Abe and Ben Okafor")
    for who, do in (("Gus Hart", "introduce Hana Abe to him"), ("Ida Holm", "introduce her to Ann Lee")):
        with book.work() as work:
            meeting_people.met(work, fair, [who], do=do)
    promised = {
        one.person.name: [promise.words for promise in one.promises]
        for one in whole_event(book.read, fair).met
        if one.promises
    }
    assert promised == {
        "Gus Hart": ["introduce Hana Abe to Gus Hart"], "Ida Holm": ["introduce Ida Holm to Ann Lee"],
    }  # fmt: skip


def test_words_that_name_someone_else_stay_whole(book: Book, fair: int) -> None:
    log(book, "Coffee with Hana Abe and Ben Okafor")
    with book.work() as work:
        meeting_people.met(work, fair, ["Gus Hart"], do="send Ben Okafor the list")
    [chosen] = whole_event(book.read, fair).chosen
    assert [one.words for one in chosen.promises] == ["send Ben Okafor the list"]

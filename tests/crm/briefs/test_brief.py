"""The brief of a meeting: purpose, promises both ways, open questions, notes, offers, shared contacts."""

from datetime import date, timedelta

from crm.book import Book
from crm.briefs import brief
from crm.model import Advice
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_the_brief_says_everything_that_is_stored_and_no_more(book: Book) -> None:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi")
        lena = scenes.person(work, "Lena Petrov", introduced_by_id=mei.id)
        ben, tom = scenes.person(work, "Ben Okafor"), scenes.person(work, "Tom Sandberg")
        for number in range(4):
            scenes.meeting(work, days(-10 * number - 10), lena, note=f"Note {number}.")
        scenes.meeting(work, days(-90), lena, tom)
        coffee = scenes.meeting(
            work, days(2), lena, state="planned", held_at="14:00", place="Blue Bottle", purpose="Second shop"
        )
        scenes.promise(work, "share", "the article", lena, due_on=days(-2))
        scenes.promise(work, "favour", "send the lease", by_person_id=lena.id, due_on=days(3))
        work.session.add(
            Advice(direction="received", person_id=lena.id, words="start small", given_on=days(-40))
        )
        scenes.person_topic(work, lena, "looking_for", "shop fitters")
        scenes.person_topic(work, ben, "can_help_with", "shop fitters")
        scenes.item(work, "Leases for small shops", "shop fitters")
    found = brief.of_meeting(book.read, coffee.id, TODAY)
    assert found
    assert (found.title, found.when) == ("Coffee with Lena Petrov", "Monday 14:00, Blue Bottle")
    assert found.purpose == "Second shop"
    [one] = found.people
    assert one.last_contact == "Coffee on 11 November"
    assert one.my_promises == ("Send Lena Petrov the article, 2 days late",)
    assert one.their_promises == ("Lena Petrov promised to send the lease, Tuesday",)
    assert one.loops == ("Say what came of “start small”, 12 October",)
    assert [words for _, _, _, words in one.notes] == ["Note 0.", "Note 1.", "Note 2."]
    assert (one.looking_for, one.can_help_with) == (("shop fitters",), ())
    assert tuple(found.words for found in one.offers) == (
        "“Leases for small shops”, from your shelf, never sent to Lena",
        "An introduction to Ben Okafor: Lena is looking for shop fitters, Ben can help with it",
    )
    assert one.in_common == ("Mei Kobayashi, who introduced you", "Tom Sandberg")
    assert brief.next_meeting_with(book.read, lena.id, TODAY) == coffee.id
    assert brief.next_meeting_with(book.read, lena.id, days(3)) is None


def test_a_first_meeting_is_called_one_and_no_meeting_has_no_brief(book: Book) -> None:
    with book.work() as work:
        lena = scenes.person(work, "Lena Petrov")
        scenes.meeting(work, TODAY, lena, state="planned")
    found = brief.of_meeting(book.read, 1, TODAY)
    assert found
    assert found.when == "Today"
    assert found.people[0].last_contact == "Your first meeting"
    assert found.people[0].my_promises == found.people[0].notes == found.people[0].in_common == ()
    assert brief.of_meeting(book.read, 99, TODAY) is None


def test_once_it_happened_the_last_time_is_still_the_one_before(book: Book) -> None:
    with book.work() as work:
        lena, ben = scenes.person(work, "Lena Petrov"), scenes.person(work, "Ben Okafor")
        scenes.meeting(work, days(-30), lena, kind="walk")
        coffee = scenes.meeting(work, TODAY, lena, ben)
    found = brief.of_meeting(book.read, coffee.id, TODAY)
    assert found
    assert [one.last_contact for one in found.people] == ["Walk on 22 October", "Your first meeting"]
    assert [one.is_first for one in found.people] == [False, True]

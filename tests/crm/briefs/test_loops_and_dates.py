"""Loops to close, dates of the coming month, ideas with both reasons, and meetings with several people."""

from datetime import date, timedelta

from crm.book import Book
from crm.briefs import brief
from crm.briefs.brief_json import as_json
from crm.briefs.sections import sections
from crm.model import Advice, Ask
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_advice_asks_and_a_not_now_are_loops_to_close(book: Book) -> None:
    with book.work() as work:
        lena = scenes.person(work, "Lena Petrov")
        scenes.meeting(work, days(2), lena, state="planned")
        work.session.add(
            Advice(direction="given", person_id=lena.id, words="hire slowly", given_on=days(-20))
        )
        work.session.add(Advice(direction="received", person_id=lena.id, words="told", told_on=days(-1)))
        work.session.add(Ask(person_id=lena.id, words="Could you show me the lease?", asked_on=days(-9)))
        work.session.add(
            Ask(
                person_id=lena.id, words="Could you read my plan?", state="not_now", asked_on=days(-8),
                not_before_on=days(60),
            )
        )  # fmt: skip
    [one] = brief.of_person(book.read, lena.id, TODAY).people
    assert one.loops == (
        "Ask what came of your “hire slowly”, 1 November",
        "Not now, until 20 January 2027: “Could you read my plan?”. Do not ask again before",
        "No answer yet to “Could you show me the lease?”, on 12 November",
    )


def test_only_dates_of_the_coming_month_are_told(book: Book) -> None:
    with book.work() as work:
        lena = scenes.person(work, "Lena Petrov", birthday="1980-12-22", anniversary="2010-12-23")
        noor = scenes.person(work, "Noor Haddad", birthday="--02-29")
    assert brief.of_person(book.read, lena.id, TODAY).people[0].dates == ("Birthday on 22 December",)
    assert brief.of_person(book.read, noor.id, date(2027, 2, 1)).people[0].dates == (
        "Birthday on 28 February",
    )


def test_of_several_people_each_line_says_whose_it_is_and_none_is_told_twice(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        scenes.introduction(work, ana, ben, due_on=days(2))
        scenes.meeting(work, days(-5), ana, ben, note="**Labels.**")
        coming = scenes.meeting(work, days(1), ana, ben, state="planned")
    found = brief.of_meeting(book.read, coming.id, TODAY)
    assert found is not None
    told = {one.heading: one.lines for one in sections(found)}
    assert told["Last time, Ana"] == ("Coffee on Monday", "16 November: Labels.")
    assert told["Last time, Ben"] == ("Coffee on Monday",)
    assert told["You owe"] == ("Introduce Ana Ruiz to Ben Okafor, Monday",)
    assert "In common" not in told
    document = as_json(found)
    assert len(document["promises"]) == len(document["notes"]) == 1

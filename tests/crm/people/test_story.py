"""One timeline of a person."""

from datetime import date, timedelta

from crm.book import Book
from crm.model import (
    Advice,
    Attendance,
    Introduction,
    IntroductionSide,
    Item,
    Meeting,
    Note,
    Promise,
    PromisePerson,
    Share,
)
from crm.people.story import story


def a_year(book: Book, ana: int, ben: int) -> None:
    with book.work() as work:
        day = work.today
        coffee = Meeting(
            kind="coffee",
            held_on=day - timedelta(days=9),
            held_at="14:00",
            place="Blue Bottle",
            note="Labels",
        )
        planned = Meeting(kind="call", state="planned", held_on=day + timedelta(days=9))
        item, made = Item(title="Pricing"), Introduction(state="made", made_on=day - timedelta(days=2))
        kept = Promise(
            kind="favour", words="lend the stall", made_on=day, kept_on=day - timedelta(days=4), state="kept"
        )
        sent = Promise(
            kind="share", words="the article", made_on=day, kept_on=day - timedelta(days=3), state="kept"
        )
        work.session.add_all([coffee, planned, item, made, kept, sent])
        work.session.flush()
        rest = [Attendance(meeting_id=m.id, person_id=one) for m in (coffee, planned) for one in (ana, ben)]
        rest += [PromisePerson(promise_id=p.id, person_id=ana) for p in (kept, sent)]
        rest += [
            IntroductionSide(introduction_id=made.id, place=n, person_id=one)
            for n, one in ((1, ana), (2, ben))
        ]
        rest.append(
            Share(
                item_id=item.id,
                person_id=ana,
                promise_id=sent.id,
                reason="prices",
                sent_on=day - timedelta(days=3),
            )
        )
        rest.append(
            Advice(direction="given", person_id=ana, words="raise prices", given_on=day - timedelta(days=5))
        )
        rest += [
            Note(person_id=ana, on_day=day, words="today"),
            Note(person_id=ana, words="from an address book"),
        ]
        work.session.add_all(rest)


def test_everything_that_was_newest_first(book: Book, ana: int, ben: int, today: date) -> None:
    a_year(book, ana, ben)
    told = story(book.read, ana)
    assert [entry.kind for entry in told] == [
        "note",
        "introduction",
        "share",
        "promise",
        "advice",
        "meeting",
        "note",
    ]
    meeting = told[5]
    assert (meeting.on, meeting.at, meeting.what) == (today - timedelta(days=9), "14:00", "coffee")
    assert (meeting.title, meeting.body, meeting.people) == ("Blue Bottle", "Labels", ("Ben Okafor",))
    assert told[1].people == ("Ben Okafor",)
    assert (told[2].title, told[2].body) == ("Pricing", "prices")
    assert told[6].on is None


def test_a_page_at_a_time_and_only_some_kinds(book: Book, ana: int, ben: int) -> None:
    a_year(book, ana, ben)
    whole = story(book.read, ana)
    assert story(book.read, ana, limit=3) + story(book.read, ana, limit=9, offset=3) == whole
    assert [entry.kind for entry in story(book.read, ana, ("note",))] == ["note", "note"]
    assert [entry.kind for entry in story(book.read, ben)] == ["introduction", "meeting"]

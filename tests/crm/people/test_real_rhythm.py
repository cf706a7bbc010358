"""How often one really is in touch: only what was contact counts, and only of late."""

from datetime import date, timedelta

from crm.book import Book
from crm.people.real_rhythm import median_contact_gap
from tests.crm import scenes


def test_only_real_contact_counts(book: Book, today: date) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana"), scenes.person(work, "Ben")
        for days in (10, 40, 70):
            scenes.meeting(work, today - timedelta(days=days), ana)
        scenes.meeting(work, today - timedelta(days=10), ana, kind="message", direction="in")
        for number, more in enumerate(
            ({"state": "missed"}, {"state": "proposed"}, {"state": "planned"}, {"direction": "out"})
        ):
            scenes.meeting(work, today - timedelta(days=20 + number), ana, **more)
        for days in (1, 2):
            scenes.meeting(work, today - timedelta(days=days), ben)
    assert median_contact_gap(book.read, ana.id, today) == 30
    assert median_contact_gap(book.read, ben.id, today) is None, "two days say nothing yet"
    assert median_contact_gap(book.read, ana.id, today - timedelta(days=11)) is None, "as it was known then"


def test_what_was_usual_years_ago_says_nothing_about_lately(book: Book, today: date) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana")
        for week in range(13):
            scenes.meeting(work, today - timedelta(weeks=10 * week), ana)
        for day in range(100):
            scenes.meeting(work, date(2010, 1, 1) + timedelta(days=day), ana)
    assert median_contact_gap(book.read, ana.id, today) == 70

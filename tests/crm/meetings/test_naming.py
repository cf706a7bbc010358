"""An event's title is what its meeting is called: in History, find, show and the story."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.commands.show import person_lines
from crm.formats.markdown.folder import write_folder
from crm.meetings import answering_proposals, planning, proposals
from crm.meetings.meeting_names import describe_meeting
from crm.people.story import story
from crm.search.whole_book import find
from crm.things.documents.person import detailed_document
from tests.calendars import event
from tests.crm.files.calendar.scenes import ana_and_ben, bring_in, written


@pytest.mark.parametrize(
    ("kind", "title", "names", "words"),
    [
        ("video", "", ["Ana Ruiz"], "video call with Ana Ruiz"),
        ("coffee", "", [], "coffee"),
        ("meal", "Labels", ["Ana Ruiz", "Ben Okafor"], "“Labels” with Ana Ruiz and Ben Okafor"),
        ("meal", "Labels", ["Ana Ruiz", "Ben Okafor", "Mei Tanaka"], "“Labels” with Ana Ruiz and 2 others"),
        ("meal", "Lunch with ANA", ["Ana Ruiz"], "“Lunch with ANA”"),
        (
            "meal",
            "Lunch with Ana",
            ["Ana Ruiz", "Ben Okafor"],
            "“Lunch with Ana” with Ana Ruiz and Ben Okafor",
        ),
        ("event", "x" * 200, [], f"“{'x' * 79}…”"),
    ],
)
def test_a_meeting_is_called_by_its_title_and_who_was_there(
    kind: str, title: str, names: list[str], words: str
) -> None:
    assert describe_meeting(kind, title, names) == words


def test_the_title_is_what_is_shown_wherever_the_meeting_is(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    bring_in(
        book,
        written(
            tmp_path,
            event("a", ":20261110T090000", "Quarterly review")
            + event("b", ":20261204T090000", "Budget round"),
        ),
    )
    (waiting,) = proposals.pending(book.read)
    assert (waiting.what, waiting.by_title) == ("Quarterly review", False)
    with book.work() as work:
        answering_proposals.confirm(work, [waiting.id])
    assert book.steps()[0].label == "Noted that “Quarterly review” with Ana Ruiz on 10 November happened"
    with book.work() as work:
        planning.mark_missed(work, book.read.value("SELECT id FROM meeting WHERE state = 'planned'"))
    assert book.steps()[0].label == "Noted that “Budget round” with Ana Ruiz did not happen"
    (hit,) = find(book.read, "quarterly")
    assert (hit.title, hit.person) == ("2026-11-10 Quarterly review", "Ana Ruiz")
    ana = book.read.value("SELECT id FROM person WHERE full_name = 'Ana Ruiz'")
    shown = detailed_document(book.read, ana)
    assert [one["purpose"] for one in shown["meetings"]] == ["Budget round", "Quarterly review"]
    assert "  2026-11-10 meeting “Quarterly review” (happened)" in person_lines(shown)
    (moment,) = story(book.read, ana)
    assert (moment.event, moment.body) == ("Quarterly review", "")
    page = tmp_path / "pages"
    write_folder(book.read, [ana], page)
    assert "### 2026-11-10 09:00: Meeting “Quarterly review”" in next(page.glob("*.md")).read_text()

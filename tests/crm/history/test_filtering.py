"""Which steps a filter lets through."""

import pytest

from crm.book import Book
from crm.history.filtering import HistoryFilter, step_ids
from crm.people import adding, deleting, editing
from tests.crm.storage.test_runs import bring_in
from tests.ui.stories import log


@pytest.fixture
def told(book: Book) -> Book:
    for use_case, *given in (
        (adding.add, "Ana María Ruiz"),
        (adding.add, "Ben Okafor"),
        (editing.set_text, 1, "title", "Founder"),
        (editing.set_text, 1, "title", "Geschäftsführerin"),
        (editing.add_point, 2, "email", "ben@x.example"),
        (editing.add_tag, 2, "50%_off"),
    ):
        with book.work() as work:
            use_case(work, *given)  # type: ignore[operator]
    log(book, "Coffee with Ana María Ruiz yesterday. Send her the figures by Friday.")
    for use_case, *given in (
        (deleting.delete, 2),
        (editing.add_topic, 1, "looking_for", "jars"),
        (editing.remove_topic, 1, "looking_for", "jars"),
        (editing.set_text, 1, "organization", "Acme"),
        (editing.set_text, 1, "organization", "Beta"),
    ):
        with book.work() as work:
            use_case(work, *given)  # type: ignore[operator]
    bring_in(book, 20)
    book.undo()
    return book


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (HistoryFilter("ana maria added"), ["Added Ana María Ruiz"]),
        (HistoryFilter("FOUNDER"), ["Changed title of Ana María Ruiz"] * 2),
        (HistoryFilter("geschaftsfuhrerin"), ["Changed title of Ana María Ruiz"]),
        (HistoryFilter("ben@x"), ["Deleted Ben Okafor", "Added an e-mail address to Ben Okafor"]),
        (HistoryFilter("50%"), ["Deleted Ben Okafor", "Tagged Ben Okafor 50%_off"]),
        (HistoryFilter("figures"), ["Logged coffee with Ana María Ruiz"]),
        (HistoryFilter("full_name"), []),
        (HistoryFilter("jars"), ["Took the topic jars from Ana María Ruiz", "Noted that Ana María Ruiz is looking for jars"]),
        (HistoryFilter("acme"), ["Changed organization of Ana María Ruiz"] * 2),
        (HistoryFilter("nobody"), []),
        (HistoryFilter(kind="undone"), ["Brought in 20"]),
        (HistoryFilter(kind="deleted"), ["Deleted Ben Okafor"]),
        (HistoryFilter(kind="meetings"), ["Logged coffee with Ana María Ruiz"]),
        (HistoryFilter(kind="imports"), []),
        (HistoryFilter("coffee", 1, "promises"), ["Logged coffee with Ana María Ruiz"]),
        (
            HistoryFilter(person_id=2),
            ["Deleted Ben Okafor", "Tagged Ben Okafor 50%_off", "Added an e-mail address to Ben Okafor", "Added Ben Okafor"],
        ),
        (HistoryFilter(person_id=7), ["Brought in 20"]),
    ],
)  # fmt: skip
def test_steps_by_words_person_and_kind(told: Book, wanted: HistoryFilter, labels: list[str]) -> None:
    found = told.steps_of(step_ids(told.read, wanted))
    assert [step.label for step in found] == labels


def test_without_a_filter_every_step_comes_newest_first(told: Book) -> None:
    assert step_ids(told.read, HistoryFilter()) == [step.id for step in told.steps()]


def test_a_damaged_note_keeps_no_other_from_being_found(told: Book) -> None:
    with told.quiet_connection() as connection:
        connection.execute("UPDATE row_change SET before = '{\"founder' WHERE op = 'D'")
    assert len(step_ids(told.read, HistoryFilter("founder"))) == 2
    assert step_ids(told.read, HistoryFilter(person_id=2))

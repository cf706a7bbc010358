"""Mails in the user's own words, changed in Settings: kept, refused, previewed and given up."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.drafts.next_draft import next_draft
from tests.crm import scenes
from ui.settings.page import SettingsPage
from ui.settings.templates_card import TemplatesCard
from ui.shell.main_window import MainWindow
from ui.widgets.chips import ChipButton

TODAY = date(2026, 11, 21)


@pytest.fixture
def card(book: Book, window: MainWindow) -> TemplatesCard:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org", blurb="Makes hot sauce.")
        ben = scenes.person(work, "Ben Okafor", blurb="Runs a packaging studio.")
        scenes.introduction(work, ana, ben)
    window.open_page("settings", "mails")
    page = window.stack.page
    assert isinstance(page, SettingsPage)
    return page.findChild(TemplatesCard)


def write(card: TemplatesCard, text: str, qtbot) -> None:
    card.words.field.setFocus()
    card.words.field.selectAll()
    card.words.field.insertPlainText(text)


def test_own_words_are_in_the_next_draft_and_go_back_in_one_step(
    card: TemplatesCard, book: Book, qtbot
) -> None:
    write(card, "Dear {first name}: {about the other} Shall I?", qtbot)
    card.words.field.save()
    mail = next_draft(book.read, "promise-1", TODAY, "Jo")
    assert mail.body == "Dear Ana: Ben runs a packaging studio. Shall I?"
    assert book.steps(1)[0].label == "Changed the words of “Asking one side about an introduction”"
    qtbot.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert "I thought of you the other day" in next_draft(book.read, "promise-1", TODAY).body
    assert "I thought of you the other day" in card.words.field.toPlainText()
    assert card.back.isHidden()
    book.undo()
    assert next_draft(book.read, "promise-1", TODAY).body.startswith("Dear Ana:")


def test_an_unknown_field_is_said_as_it_is_typed_and_the_text_stays(
    card: TemplatesCard, book: Book, qtbot
) -> None:
    write(card, "{first name},\n\nwith {frist name} too", qtbot)
    assert card.problem.text() == (
        "{frist name} is no field of this mail (line 3, character 6). Choose one from below."
    )
    card.words.field.save()
    assert "I thought of you" in next_draft(book.read, "promise-1", TODAY).body
    card.choose_template("thank")
    card.choose_template("introduction_question")
    assert card.words.field.toPlainText().endswith("with {frist name} too")
    assert card.problem.isVisibleTo(card)


def test_the_preview_follows_the_typing_with_the_people_chosen(card: TemplatesCard, qtbot) -> None:
    assert "Ben runs a packaging studio." in card.preview.body.text()
    write(card, "{first name}. ", qtbot)
    chip = next(
        one
        for one in card.fields.findChildren(ChipButton)
        if one.accessibleName() == "Put in about the other"
    )
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert card.preview.body.text() == "Ana. Ben runs a packaging studio."
    card.preview.other.person_chosen.emit(1)
    assert card.preview.body.text() == "Ana. Ana makes hot sauce."


def test_a_template_from_elsewhere_that_cannot_be_filled_falls_back_and_says_so(book: Book) -> None:
    from crm import settings
    from crm.drafts.mail_templates import own_words_key

    with book.work() as work:
        scenes.promise(
            work, "thank", "thank Tom for the lift", scenes.person(work, "Tom Sandberg", "t@example.org")
        )
        settings.change(work, own_words_key("thank"), {"subject": "Hi", "body": "{mood}, {first name}"})
    mail = next_draft(book.read, "promise-1", TODAY)
    assert mail.body.startswith("Tom,\n\nthank you for the lift.")
    assert "have the field {mood}, which is not known here." in mail.note

"""The page of the mails' words: changed by keyboard, refused with the reason, previewed for two people."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.drafts import mail_templates
from tests.crm import scenes
from ui.settings.page import SettingsPage
from ui.shell.main_window import MainWindow
from ui.templates.page import TemplatesPage
from ui.widgets.chips import ChipButton
from ui.widgets.person_field import PersonField


@pytest.fixture
def page(window: MainWindow, book: Book) -> TemplatesPage:
    with book.work() as work:
        for name, blurb in (("Ana Ruiz", "Makes hot sauce."), ("Ben Okafor", "Runs a packaging studio.")):
            scenes.person(work, name, blurb=blurb)
    window.open_page("settings")
    window.open_page("templates")
    found = window.page()
    assert isinstance(found, TemplatesPage)
    return found


def write(page: TemplatesPage, text: str) -> None:
    assert page.editor is not None
    page.editor.text.field.setFocus()
    page.editor.text.field.selectAll()
    QTest.keyClicks(page.editor.text.field, text)


def own(page: TemplatesPage, book: Book) -> mail_templates.MailText | None:
    assert page.editor is not None
    return mail_templates.own_words(book.read, page.editor.template.name)


def test_the_words_of_a_mail_are_changed_and_seen_at_once(page: TemplatesPage, book: Book) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.editor is not None
    assert page.editor.template.name == "introduction_nudge"
    write(page, "{first name}, may I?")
    assert page.editor.preview.text().endswith("Ana, may I?")
    assert own(page, book) is None, "kept on leaving"
    QTest.keyClick(page.editor.text.field, Qt.Key.Key_Tab)
    assert own(page, book).body == "{first name}, may I?"
    QApplication.processEvents()
    assert page.editor.whose.text() == "In your words"
    page.context.undo()
    QApplication.processEvents()
    assert page.editor.whose.text() == "As it came with Goodturn"
    assert "There is no hurry" in page.editor.text.field.toPlainText()


def test_an_unknown_field_is_refused_where_it_stands_and_the_text_stays(
    page: TemplatesPage, book: Book
) -> None:
    assert page.editor is not None
    write(page, "Hi {nmae}")
    assert page.editor.problem.text().startswith("{nmae} is no field of this mail")
    QTest.keyClick(page.editor.text.field, Qt.Key.Key_Tab)
    assert page.editor.text.field.toPlainText() == "Hi {nmae}"
    assert own(page, book) is None


def test_the_words_that_came_with_it_come_back_by_a_button(page: TemplatesPage, book: Book) -> None:
    assert page.editor is not None
    write(page, "Hello")
    page.list.setFocus()
    assert own(page, book).body == "Hello"
    page.editor.original.click()
    QApplication.processEvents()
    assert own(page, book) is None
    assert "I thought of you the other day" in page.editor.text.field.toPlainText()


def test_a_field_is_put_in_by_its_chip_and_the_preview_is_for_whom_one_chooses(page: TemplatesPage) -> None:
    assert page.editor is not None
    write(page, "Dear ")
    chips = {chip.text(): chip for chip in page.editor.findChildren(ChipButton)}
    chips["first name"].click()
    assert page.editor.text.field.toPlainText() == "Dear {first name}"
    assert page.editor.preview.text().endswith("Dear Ana")
    field = page.editor.findChildren(PersonField)[0]
    field.person_chosen.emit(2)
    assert page.editor.preview.text().endswith("Dear Ben")
    assert field.placeholderText() == "Ben Okafor"


def test_settings_lead_here(window: MainWindow, page: TemplatesPage) -> None:
    window.open_page("settings")
    settings = window.page()
    assert isinstance(settings, SettingsPage)
    settings._mails.open.click()
    assert window.page() is page

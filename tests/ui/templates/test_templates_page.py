"""The page of the mails' words: changed by keyboard, refused with the reason, previewed for two people."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.drafts import mail_templates
from tests.crm import scenes
from ui.shell.main_window import MainWindow
from ui.templates.page import TemplatesPage


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


def test_the_words_of_a_mail_are_changed_and_seen_at_once(page: TemplatesPage, book: Book) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.editor is not None
    assert page.editor.entry.name == "introduction_question_anonymous"
    write(page, "{one}, may I?")
    assert page.editor.preview.text().endswith("may I?")
    assert mail_templates.template(book.read, page.editor.entry.name).is_own is False, "kept on leaving"
    QTest.keyClick(page.editor.text.field, Qt.Key.Key_Tab)
    assert mail_templates.template(book.read, page.editor.entry.name).body == "{one}, may I?"
    QApplication.processEvents()
    assert page.editor.whose.text() == "In your words"
    page.context.undo()
    QApplication.processEvents()
    assert page.editor.whose.text() == "As it came with Goodturn"
    assert "Would you like me to introduce you?" in page.editor.text.field.toPlainText()


def test_an_unknown_field_is_refused_where_it_stands_and_the_text_stays(
    page: TemplatesPage, book: Book
) -> None:
    assert page.editor is not None
    write(page, "Hi {nmae}")
    assert "{nmae} in line 1" in page.editor.preview.text()
    QTest.keyClick(page.editor.text.field, Qt.Key.Key_Tab)
    assert "{nmae} in line 1" in page.editor.text.problem.text()
    assert page.editor.text.field.toPlainText() == "Hi {nmae}"
    assert not mail_templates.template(book.read, page.editor.entry.name).is_own


def test_the_original_comes_back_by_a_button(page: TemplatesPage, book: Book) -> None:
    assert page.editor is not None
    write(page, "Hello")
    page.list.setFocus()
    assert mail_templates.template(book.read, page.editor.entry.name).body == "Hello"
    page.editor.original.click()
    QApplication.processEvents()
    assert not mail_templates.template(book.read, page.editor.entry.name).is_own
    assert "Would you like me to introduce you?" in page.editor.text.field.toPlainText()


def test_a_field_is_put_in_by_its_chip_and_the_preview_is_for_whom_one_chooses(page: TemplatesPage) -> None:
    assert page.editor is not None
    write(page, "Dear ")
    chips = {chip.text(): chip for chip in page.editor.findChildren(type(page.editor._chip("one")))}
    chips["the first one"].click()
    assert page.editor.text.field.toPlainText() == "Dear {one}"
    before = page.editor.preview.text()
    people = {"Ana": 1, "Ben": 2}
    other = 1 if "Dear Ben" in before else 2
    page.editor._choose(other, is_first=True)
    name = next(name for name, number in people.items() if number == other)
    assert page.editor.preview.text().endswith(f"Dear {name}")


def test_settings_and_the_one_box_lead_here(window: MainWindow, page: TemplatesPage) -> None:
    window.open_page("settings")
    window.page()._mails.open.click()
    assert window.page() is page

"""Details of a person, edited in place: saved on leaving, refused with a sentence, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import full_records as stored
from tests.ui.stories import person_id, press, write
from ui import yearly_days
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def fill(page, ana: int, key: tuple[object, object], text: str):
    """Types into a detail and leaves it, as Tab would."""
    field = page.panel.details.fields[ana, *key]
    field.field.setFocus()
    field.field.setText(text) if hasattr(field.field, "setText") else field.field.setPlainText(text)
    page.story.setFocus()
    return field


def test_every_detail_saves_itself_on_leaving_and_can_be_undone(
    page, window: MainWindow, book: Book, ana: int, settled
) -> None:
    fill(page, ana, ("organization", 0), "Ruiz Hot Sauce")
    fill(page, ana, ("birthday", 0), "12 April 1985")
    fill(page, ana, ("how_we_met", 0), "At the makers’ breakfast")
    settled()
    found = stored.person(book.read, ana)
    assert (found.role.organisation, found.birthday) == ("Ruiz Hot Sauce", "1985-04-12")
    assert found.how_we_met == "At the makers’ breakfast"
    window.context.undo()
    settled()
    assert stored.person(book.read, ana).how_we_met == ""
    assert page.panel.details.fields[ana, "how_we_met", 0].text == ""


def test_what_cannot_be_kept_stays_typed_with_a_sentence_below(page, book: Book, ana: int, settled) -> None:
    field = fill(page, ana, ("birthday", 0), "sometime in spring")
    assert field.problem.isVisible()
    assert "is no date" in field.problem.text()
    page.reload()
    assert field.text == "sometime in spring"
    fill(page, ana, ("birthday", 0), "12 April")
    assert not field.problem.isVisible()
    assert stored.person(book.read, ana).birthday == "--04-12"


def test_esc_drops_what_was_refused_also_later(page, book: Book, ana: int, qtbot, settled) -> None:
    fill(page, ana, ("birthday", 0), "12 April")
    settled()
    field = fill(page, ana, ("birthday", 0), "31 February")
    assert field.problem.isVisible()
    field.field.setFocus()
    press(qtbot, KEY.Key_Escape)
    assert (field.text, field.problem.isVisible()) == ("12 April", False)
    assert QApplication.focusWidget() is field.field
    page.story.setFocus()
    settled()
    assert stored.person(book.read, ana).birthday == "--04-12"
    assert page.context.drafts.text(field._place) == ""


def test_editing_begins_where_the_first_detail_is_seen(
    page, window: MainWindow, book: Book, ana: int, qtbot, settled
) -> None:
    fill(page, ana, ("blurb", 0), "One of many lines\n" * 60)
    settled()
    bar = page._body.panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    press(qtbot, KEY.Key_E)
    settled()
    field = QApplication.focusWidget()
    assert field is next(iter(page.panel.details.fields.values())).field
    assert not field.visibleRegion().isEmpty()
    bar.setValue(bar.maximum())
    window.context.open_person(person_id(book, "Ben Okafor"))
    settled()
    assert window.stack.page is page
    assert page._body.panel.verticalScrollBar().value() == 0


def test_after_one_more_is_kept_the_keyboard_stands_on_one_more(page, ana: int, qtbot, settled) -> None:
    page.panel.details.add("email")
    write(qtbot, "ana@ruizsauce.example")
    press(qtbot, KEY.Key_Return)
    settled()
    assert QApplication.focusWidget() is page.panel.details.more["email"]
    press(qtbot, KEY.Key_Space)
    write(qtbot, "ana@home.example")
    press(qtbot, KEY.Key_Return)
    settled()
    assert [key[1] for key in page.panel.details.fields][:2] == ["point", "point"]


def test_an_address_is_added_changed_and_taken_away(page, book: Book, ana: int, settled) -> None:
    page.panel.details.add("email")
    field = page.panel.details.fields[ana, "new", "email"]
    assert QApplication.focusWidget() is field.field
    fill(page, ana, ("new", "email"), "no address")
    assert "is no e-mail address" in field.problem.text()
    fill(page, ana, ("new", "email"), "ana@ruizsauce.example")
    settled()
    point = stored.person(book.read, ana).points_of("email")[0]
    assert next(iter(page.panel.details.fields)) == (ana, "point", point.id)
    fill(page, ana, ("point", point.id), "ana@hotsauce.example")
    settled()
    page.panel.details._change_point(point, "work")
    assert stored.person(book.read, ana).points_of("email")[0].label == "work"
    page.panel.details._change_point(point, "remove")
    assert stored.person(book.read, ana).points_of("email") == []


def test_a_date_is_added_with_its_label_changed_and_taken_away(page, book: Book, ana: int, settled) -> None:
    page.panel.details.add("date")
    field = fill(page, ana, ("new", "date"), "First met: soon")
    assert "is no date" in field.problem.text()
    fill(page, ana, ("new", "date"), "First met: 3 May 2019")
    settled()
    [date] = stored.person(book.read, ana).dates
    line = page.panel.details.fields[ana, "date", date.id]
    assert (line.line.label.text(), line.text) == ("First met", "3 May 2019")
    fill(page, ana, ("date", date.id), "4 May")
    settled()
    [date] = stored.person(book.read, ana).dates
    assert (date.label, date.on) == ("First met", "--05-04")
    fill(page, ana, ("date", date.id), "")
    settled()
    assert stored.person(book.read, ana).dates == ()


def test_a_death_is_noted_told_at_the_top_and_undone(
    page, window: MainWindow, book: Book, ana: int, settled
) -> None:
    page.panel.details._toggle()
    fill(page, ana, ("died", 0), "3 May 2024")
    settled()
    assert stored.person(book.read, ana).died == "2024-05-03"
    assert page.header.about.text() == "Died 3 May 2024. Met 3 May at Blue Bottle"
    assert not any(one.isVisible() for one in (page.header.rhythm, page.header._touch, page.header._write))
    assert page.panel.details.fields[ana, "died", 0].text == "3 May 2024"
    assert not page.panel.asks.isVisible()
    window.context.undo()
    settled()
    assert page.header.about.text() == "Met 3 May at Blue Bottle"
    assert page.header.rhythm.isVisible()
    assert page.panel.asks.ask.isVisible()


def test_a_photo_is_chosen_shown_and_taken_away_and_no_picture_is_refused(
    page, window: MainWindow, book: Book, ana: int, tmp_path, settled
) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    file = tmp_path / "ana.png"
    picture.save(str(file))
    page.panel.details.take_photo(file)
    settled()
    assert page.header.avatar.grab().toImage().pixelColor(32, 32) == QColor(Qt.GlobalColor.red)
    (tmp_path / "no.png").write_bytes(b"no picture")
    page.panel.details.take_photo(tmp_path / "no.png")
    assert window.toast.accessibleName() == "The photo is damaged, or no JPEG, PNG, GIF or WebP."
    page.panel.details._on_photo_pressed()
    settled()
    assert stored.person(book.read, ana).photo is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 April 1985", "1985-04-12"),
        ("April 12", "--04-12"),
        ("3rd june", "--06-03"),
        ("", ""),
        ("1985-04-12", "1985-04-12"),
    ],
)
def test_birthdays_are_typed_as_people_write_them(typed: str, kept: str) -> None:
    assert yearly_days.parse_day(typed) == kept
    assert not kept or yearly_days.parse_day(yearly_days.format_day(kept)) == kept

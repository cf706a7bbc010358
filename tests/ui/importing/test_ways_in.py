"""How files come to the preview and what is left of them afterwards: dropped, pasted, read in another charset, reported."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.importing.applying import import_directly
from crm.importing.unread_report import reports_in
from tests.ui.importing.files import card
from tests.ui.stories import CTRL, NONE, press, write
from ui.importing import file_sentences
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button

KEY = Qt.Key


def drop(window: MainWindow, *places: Path) -> bool:
    """Whether the window takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
    entering = QDragEnterEvent(QPoint(400, 300), *how)
    entering.setAccepted(False)
    QApplication.sendEvent(window, entering)
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *how))
    return entering.isAccepted()


def page_of(window: MainWindow) -> ImportPage:
    page = window.stack.page
    assert isinstance(page, ImportPage)
    return page


def test_a_dropped_folder_is_all_its_files(window: MainWindow, tmp_path: Path, settled) -> None:
    folder = tmp_path / "takeout"
    for name in ("Friends/friends.vcf", "work.VCF", "photo.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(card(f"Ana {Path(name).stem}"))
    assert drop(window, folder)
    settled()
    assert page_of(window).take.text() == "Import 2 new"
    assert page_of(window)._header.title.text() == "Import 2 files"


def test_of_several_files_a_remark_says_which_one_it_is_about(
    window: MainWindow, tmp_path: Path, settled
) -> None:
    folder = tmp_path / "takeout"
    folder.mkdir()
    (folder / "friends.vcf").write_text(card("Ana Ruiz"))
    (folder / "people.csv").write_text("First Name,Last Name,Company\nBen,Okafor,Acme\n,,\n")
    (folder / "book.ldif").write_text("dn: cn=Mei\nobjectclass: person\ncn: Mei\n")
    assert drop(window, folder)
    settled()
    remarks = page_of(window).review.overview.remarks
    told = [remarks.rows.row_at(place).remark for place in range(remarks.rows.rowCount())]
    assert sorted(file_sentences.remark_title(one) for one in told) == [
        "book.ldif is LDIF, which is not read here. Export vCard (.vcf) or CSV from that program, and import that",
        "people.csv, line 3: row has no name, organisation, e-mail or phone",
    ]


def test_another_file_is_shown_from_its_top(window: MainWindow, tmp_path: Path, qtbot, settled) -> None:
    for name in ("first.vcf", "second.vcf"):
        cards = (card(f"{name} {number}") for number in range(30))
        (tmp_path / name).write_text("".join(cards) + "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n")
    window.resize(960, 480)
    assert drop(window, tmp_path / "first.vcf")
    settled()
    bar = page_of(window).review.overview.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    press(qtbot, KEY.Key_Escape)
    settled()
    assert drop(window, tmp_path / "second.vcf")
    settled()
    assert page_of(window)._header.title.text() == "Import second.vcf"
    assert bar.value() == 0


def test_cards_under_a_wrong_name_are_known_by_their_contents(
    window: MainWindow, tmp_path: Path, settled
) -> None:
    odd = tmp_path / "holiday.jpg"
    odd.write_text(card("Ana Ruiz"))
    assert drop(window, odd)
    settled()
    assert page_of(window).take.text() == "Import 1 new"


def test_a_folder_with_nothing_in_it_is_said_in_words(window: MainWindow, tmp_path: Path, settled) -> None:
    (tmp_path / "empty").mkdir()
    drop(window, tmp_path / "empty")
    settled()
    said = page_of(window)._start.sentence.text()
    assert said.startswith("The folder empty holds no address book or calendar")


def test_prose_on_the_clipboard_opens_nothing(window: MainWindow, qtbot, settled) -> None:
    QGuiApplication.clipboard().setText("Dear Ana,\nthe name of the cafe, again, is Fig Tree.")
    press(qtbot, KEY.Key_V, CTRL)
    settled()
    assert window.stack.place[0] == "today"


def test_a_text_field_keeps_what_is_pasted_into_it(window: MainWindow, qtbot, settled) -> None:
    window.open_page("people", "new")
    settled()
    QGuiApplication.clipboard().setText(card("Ana Ruiz"))
    write(qtbot, "A")
    press(qtbot, KEY.Key_V, CTRL)
    settled()
    assert window.stack.place[0] == "people"


def test_guessed_letters_are_read_again_as_the_user_says(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    old = tmp_path / "old.vcf"
    old.write_bytes((card("Ольга Иванова", "NOTE:чай") + card("Bo Hart")).encode("cp1251"))
    window.context.import_file(old)
    settled()
    page = page_of(window)
    line = page.review.overview.charset
    assert line.label.text().startswith("Some letters in 1 entry were guessed to be Western (Windows-1252).")
    assert page.review.overview.remarks.isHidden(), "one line says it, not a remark for each card"
    page.review._open_list("new", None)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Space)  # Bo stays out, whatever the letters of the other are
    line.chosen.emit("cp1251")
    settled()
    assert line.label.text().startswith(
        "Some letters in 1 entry were read as Cyrillic (Windows-1251), as you said."
    )
    assert page.take.text() == "Import 1 new"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert book.read.values("SELECT full_name FROM person") == ["Ольга Иванова"]
    window.context.import_file(old)
    settled()
    assert "guessed to be Western" in line.label.text(), "the next reading guesses anew"


def test_the_menu_of_charsets_opens_under_its_button(
    window: MainWindow, tmp_path: Path, qtbot, settled
) -> None:
    old = tmp_path / "old.vcf"
    old.write_bytes(card("René Müller").encode("cp1252"))
    window.context.import_file(old)
    settled()
    line = page_of(window).review.overview.charset
    heard: list[str] = []
    line.chosen.disconnect()
    line.chosen.connect(heard.append)
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Greek (Windows-1253)").trigger()
    menu.close()
    assert heard == ["cp1253"]


def test_what_could_not_be_read_is_kept_in_a_report(
    page, window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    (report,) = reports_in(book.folder)
    assert report.name == "contacts.vcf"
    window.open_page("import")
    settled()
    links = page._start.findChildren(Button)
    link = next(one for one in links if one.accessibleName().startswith("Report of contacts.vcf"))
    link.setFocus()
    press(qtbot, KEY.Key_Return)
    sheet = page._report
    assert sheet.is_open
    assert "NOTE:nobody" in sheet.text.toPlainText()
    sheet.save(tmp_path / "kept.txt")
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == report.path.read_text(
        encoding="utf-8"
    ).strip("\n") + "\n"
    assert sheet._status.text() == "Saved as kept.txt."
    sheet.save(tmp_path)
    assert "could not be written" in sheet._status.text()


def test_history_leads_to_the_report_of_an_import(page, window: MainWindow, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    window.open_page("history")
    settled()
    history = window.stack.page
    assert history.list.chosen().title.startswith("Imported 2 people")
    assert any(one.isVisible() and one.text() == "Report" for one in history.findChildren(Button))
    press(qtbot, KEY.Key_R)
    assert page._report.is_open
    assert "NOTE:nobody" in page._report.text.toPlainText()
    press(qtbot, KEY.Key_Escape)
    window.open_page("history")
    settled()
    history.list.choose(1)
    assert history.list.chosen().origin == "user"
    assert not any(one.isVisible() and one.text() == "Report" for one in history.findChildren(Button))


def test_stopping_is_said_at_once_while_it_is_taken_back(
    page, window: MainWindow, book: Book, settled
) -> None:
    """Progress that still arrives after Cancel does not take the words back."""
    heard: list[str] = []
    page.writer.start = lambda *said: heard.append("started")
    page._write()
    sheet = page._sheet
    sheet.show_done(2)
    assert sheet._words.text() == "2 of 5 cards done, 40%"
    sheet._cancel.click()
    assert sheet._words.text() == "Stopping. The book stays as it was."
    sheet.show_done(3)
    assert sheet._words.text() == "Stopping. The book stays as it was."
    page.writer.failed.emit("The import was stopped; nothing was changed.")
    assert not sheet.is_open


def test_a_preview_left_for_a_while_is_of_the_book_as_it_is_by_then(
    window: MainWindow, book: Book, tmp_path: Path, settled
) -> None:
    file = tmp_path / "ana.vcf"
    file.write_text(card("Ana Ruiz", "UID:ana-1", "EMAIL:ana@ruiz.example"))
    window.context.import_file(file)
    settled()
    assert page_of(window).take.text() == "Import 1 new"
    window.open_page("history")
    with book.work() as work:
        import_directly(work, book.read, [file])
    settled()
    window.back()
    settled()
    assert page_of(window).take.text() == "Nothing to import"


def test_what_is_pasted_stands_in_a_file_of_the_book_and_nowhere_else(
    window: MainWindow, book: Book, qtbot, settled
) -> None:
    QGuiApplication.clipboard().setText(card("Ana Ruiz"))
    press(qtbot, KEY.Key_V, CTRL)
    settled()
    (place,) = page_of(window)._places
    assert place.parent.parent == book.folder
    window.detach()
    settled()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not place.parent.exists()

"""Progress and cancellation of an export, and the remarks after it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.formats.export_progress import READING_BACK, SECOND_READER, WRITING, ExportProgress
from tests.ui.exporting.sheet_use import choose_format, open_sheet
from tests.ui.stories import person_id, press
from ui import background
from ui.exporting.remarks_sheet import RemarksSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Where = Callable[[Path], None]


def test_esc_while_it_is_written_leaves_nothing(
    window: MainWindow, where: Where, tmp_path: Path, qtbot, settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = []
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
    window.context.export()
    sheet = open_sheet(window)
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    assert sheet._bar.isVisible()
    assert not sheet.list.isEnabled()
    press(qtbot, KEY.Key_Escape)
    ((job, then, failed),) = waiting
    background.run_synchronously(job, then, failed)
    settled()
    assert list(tmp_path.glob("*people*")) == []


def test_how_far_it_is_can_be_seen_in_writing_and_in_reading_back(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.context.export()
    sheet = open_sheet(window)
    shown: list[tuple[str, int, int]] = []
    sheet._writing.progress_changed.connect(
        lambda _: shown.append((sheet._more.text(), sheet._bar.value(), sheet._bar.maximum()))
    )
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    settled()
    people = book.read.value("SELECT count(*) FROM person")
    assert (f"{people} written so far", people, people) in shown
    assert ("Written. Reading it back: 100%", people, people) in shown
    assert (
        f"Read back. Another program’s reader looks at card {people} of {people}",
        people,
        people,
    ) in shown
    assert not [text for text, value, whole in shown if value > whole]
    assert not sheet.is_open


@pytest.mark.parametrize("stage", [WRITING, READING_BACK, SECOND_READER])
def test_esc_at_any_stage_leaves_the_file_that_was_there(
    window: MainWindow,
    where: Where,
    tmp_path: Path,
    qtbot,
    settled,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
) -> None:
    waiting = []
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
    (tmp_path / "people.vcf").write_text("was there")
    window.context.export()
    sheet = open_sheet(window)
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    seen: list[str] = []

    def stop(progress: ExportProgress) -> None:
        seen.append(progress.stage)
        if progress.stage == stage and sheet.is_open:
            press(qtbot, KEY.Key_Escape)

    sheet._writing.progress_changed.connect(stop)
    ((job, then, failed),) = waiting
    background.run_synchronously(job, then, failed)
    settled()
    assert seen[-1] == stage
    assert (tmp_path / "people.vcf").read_text() == "was there"
    assert not list(tmp_path.glob(".*.part"))
    assert "Wrote" not in window.toast.accessibleName()


def test_a_card_that_others_cannot_read_is_named_after_the_export(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    ana = person_id(book, "Ana Ruiz")
    with book.work() as work:
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, 'a.b.X-TEA:Assam', 0)", (ana,)
        )
    window.context.export()
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    settled()
    (remarks,) = [one for one in window.findChildren(RemarksSheet) if one.is_open]
    assert remarks.text.toPlainText().startswith("Ana Ruiz: other programs may not be able to read this card")
    assert (tmp_path / "people.vcf").exists()
    assert window.toast.accessibleName().startswith("Wrote ")
    assert remarks.done.hasFocus()
    press(qtbot, KEY.Key_Space)
    assert not remarks.is_open
    window.context.export()
    where(tmp_path / "people.csv")
    choose_format(qtbot, open_sheet(window), "csv")
    press(qtbot, KEY.Key_Return)
    settled()
    assert not [one for one in window.findChildren(RemarksSheet) if one.is_open]

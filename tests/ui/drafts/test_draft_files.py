"""Files of drafts: when they are written, retried and removed."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.drafts.draft_files import on_disk
from ui.drafts import FOLDER, LOG, LOG_FILE, Drafts


def test_a_file_is_written_while_one_types_and_taken_away_when_the_text_is_blank(folder: Path, qtbot) -> None:
    drafts = Drafts(folder)
    drafts.keep("a place", "The plumb")
    drafts.keep("a place", "The plumbago")
    qtbot.waitUntil(lambda: on_disk(folder) == ["The plumbago"])
    file = next((folder / FOLDER).iterdir())
    assert "place" not in file.name
    if os.name == "posix":
        assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert Drafts(folder).text("a place") == "The plumbago"
    drafts.keep("a place", " \n")
    qtbot.waitUntil(lambda: not (folder / FOLDER).exists())
    assert Drafts(folder).text("a place") == ""


def test_steady_typing_does_not_put_the_writing_off(folder: Path, qtbot) -> None:
    drafts = Drafts(folder)
    drafts.keep("a place", "1")
    begun = drafts._timer.remainingTime()
    while drafts._timer.isActive():
        drafts.keep("a place", drafts.text("a place") + "1")
        assert drafts._timer.remainingTime() <= begun
        QApplication.processEvents()
    qtbot.waitUntil(lambda: on_disk(folder) != [])


def test_where_nothing_can_be_written_nothing_is_said_and_it_is_tried_again(folder: Path) -> None:
    (folder / FOLDER).write_text("a file in the place of our folder")
    drafts = Drafts(folder)
    drafts.keep("a place", "The plumbago")
    drafts.write_now()
    assert drafts.text("a place") == "The plumbago"
    (folder / FOLDER).unlink()
    drafts.write_now()
    assert on_disk(folder) == ["The plumbago"]


def test_what_a_kill_left_half_written_goes_with_the_next_draft(folder: Path, qtbot) -> None:
    (folder / FOLDER).mkdir()
    left = (folder / FOLDER / ".0123.txt.part", folder / f".{LOG_FILE}.part")
    for file in left:
        file.write_text("The plum")
    drafts = Drafts(folder)
    drafts.keep(LOG, "Coffee")
    qtbot.waitUntil((folder / LOG_FILE).exists)
    assert not any(file.exists() for file in left)


def test_a_draft_of_the_version_before_is_read(folder: Path) -> None:
    (folder / LOG_FILE).write_text("Coffee with Ana\nand Ben", encoding="utf-8")
    assert Drafts(folder).text(LOG) == "Coffee with Ana\nand Ben"

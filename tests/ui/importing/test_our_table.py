"""A table of ours in the preview: nobody is asked about its columns, and everyone comes in as the table says they are."""

from pathlib import Path

from crm.book import Book
from crm.formats.csv.own_table_mark import SAFE_MARK
from ui.shell.main_window import MainWindow

_TABLE = f"Full Name,Standing,Rhythm,{SAFE_MARK}\nAna Ruiz,kept,close,\nBen Okafor,parked,none,\nCleo Marsh,resting,none,\n"


def test_everyone_comes_in_as_the_table_says(window: MainWindow, book: Book, tmp_path: Path, settled) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(_TABLE, "utf-8")
    window.context.import_file(path)
    settled()
    page = window.stack.page
    assert page._stack.currentWidget() is page.review
    assert page.review.standing == ""
    page.take.click()
    settled()
    told = book.read.rows("SELECT full_name, standing, rhythm_days FROM person ORDER BY name_key")
    assert [tuple(one) for one in told] == [
        ("Ana Ruiz", "kept", 60), ("Ben Okafor", "parked", None), ("Cleo Marsh", "resting", None),
    ]  # fmt: skip


def test_only_a_table_that_says_it_is_offered_as_what_it_says(
    window: MainWindow, tmp_path: Path, settled
) -> None:
    for name, text, offered in (
        ("ours.csv", _TABLE, True),
        ("cards.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Dev Rao\nEND:VCARD\n", False),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        window.context.import_file(tmp_path / name)
        settled()
        if window.stack.page.second.is_asking:
            window.stack.page.second.sheet.other.click()
            settled()
        chips = window.stack.page.review.overview.standing_choice._buttons
        assert [one.isVisible() for one in chips.values()] == [True, True, offered]

"""The preview of a file with one of each: new, updated, possible, the same, unreadable."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.people import adding, fields
from tests.ui.importing.files import MIXED
from ui.shell.main_window import MainWindow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "contacts.vcf"
    made.write_text(MIXED, encoding="utf-8", newline="")
    return made


@pytest.fixture
def page(window: MainWindow, book: Book, file: Path, settled):
    people = {
        "Ana Ruiz": [("email", "=", "ana@ruizsauce.example"), ("nickname", "=", "Annie")],
        "Tom Sandberg": [("email", "=", "tom@sandberg.example")],
        "Mei Kobayashi": [("email", "=", "mei@studio.example")],
    }
    with book.work() as work:
        for name, told in people.items():
            fields.set_fields(work, adding.add(work, name).id, told)
    settled()
    window.context.import_file(file)
    settled()
    return window.stack.page

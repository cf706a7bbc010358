"""A brief on paper: always one page, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from crm.briefs.sections import Section
from ui.paper import brief_paper
from ui.paper.brief_paper import Paper, as_pdf


def pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def test_a_short_brief_keeps_the_large_type(qtbot: QtBot) -> None:
    paper = Paper("Coffee with Ana", "Today", (Section("Purpose", ("Hear about the labels",)),))
    [document] = documents(paper)
    assert document.toPlainText().splitlines() == [
        "Coffee with Ana",
        "Today",
        "Purpose",
        "Hear about the labels",
    ]
    assert pages(as_pdf(paper)) == 1


def test_a_long_brief_is_shortened_with_an_ellipsis(qtbot: QtBot) -> None:
    paper = Paper(
        "Coffee with Ana", "Today", tuple(Section(f"Part {n}", ("word " * 900,) * 9) for n in range(30))
    )
    [document] = documents(paper)
    assert "…" in document.toPlainText()
    assert pages(as_pdf(paper)) == 1


def test_markup_in_a_text_stays_text(qtbot: QtBot) -> None:
    [document] = documents(Paper("<b>Ana</b> & co", "", (Section("Notes", ("<img src='x'>",)),)))
    assert "<b>Ana</b> & co" in document.toPlainText()
    assert "<img src='x'>" in document.toPlainText()


@given(
    some.lists(
        some.builds(
            Section,
            some.text(max_size=40),
            some.lists(some.text(max_size=300).map(lambda text: text * 20), max_size=12).map(tuple),
            some.booleans(),
        ),
        max_size=12,
    ).map(tuple),
    some.text(max_size=200),
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_stored_fits_one_page(qapp: object, sections: tuple[Section, ...], title: str) -> None:
    assert pages(as_pdf(Paper(title, title, sections))) == 1


def documents(paper: Paper) -> list[brief_paper.QTextDocument]:
    """The document as it is painted."""
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(600)
    found = brief_paper.fitting(paper, writer)
    assert found.size().height() <= writer.height()
    return [found]


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    from ui.theme.fonts import load_fonts

    load_fonts()

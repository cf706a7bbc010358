"""Underlines of what was understood in the capture sheet."""

from ui.shell.capture.sheet import CaptureSheet

SENTENCE = "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Intro Ana to Ben Okafor by Friday"


def test_what_is_understood_is_underlined_where_it_stands(sheet: CaptureSheet, qtbot) -> None:
    before = sheet.text.grab().toImage()
    sheet.text.set_text("Coffee with Ana Ruiz")
    kinds = {(span.kind, SENTENCE[span.start : span.end]) for span in sheet.text._spans}
    assert {("meeting", "Coffee"), ("person", "Ana Ruiz")} <= kinds
    strokes = [stroke for span in sheet.text._spans for stroke in sheet.text._strokes(span)]
    assert strokes
    assert all(start.x() < end.x() for start, end in strokes)
    assert sheet.text.grab().toImage() != before


def test_underlines_stand_right_behind_letters_outside_the_basic_plane(sheet: CaptureSheet) -> None:
    sheet.text.set_text("Coffee with Ana Ruiz")
    plain = [start.x() for span in sheet.text._spans for start, _ in sheet.text._strokes(span)][-1]
    sheet.text.set_text("𝒜𝒜 Coffee with Ana Ruiz")
    moved = [start.x() for span in sheet.text._spans for start, _ in sheet.text._strokes(span)][-1]
    assert moved > plain


def test_of_thousands_of_underlines_those_in_view_are_painted(sheet: CaptureSheet) -> None:
    sheet.text.set_text("I'll send Ana Ruiz the deck. " * 120)
    assert len(sheet.text._spans) > 100
    assert 0 < len(sheet.text._in_view()) < 60
    end = sheet.text._in_view()[-1]
    assert end is sheet.text._spans[-1], "the cursor is at the end"

"""Marks and links in a note, the places changed in a text, and the day of a meeting as typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import NotUnderstood
from crm.meetings.day_of_meeting import parse_meeting_day
from crm.text.changed_words import changed_places
from crm.text.markdown_marks import is_fence, links, marks
from crm.text.safe_links import safe_address

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("line", "styled"),
    [
        ("plain words, 3 * 4 and snake_case_name", []),
        ("# Shop", [("# ", "sign"), ("Shop", "heading")]),
        ("> she said", [("> ", "sign"), ("she said", "quote")]),
        ("- a point", [("- ", "sign")]),
        ("2. second", [("2. ", "sign")]),
        ("**second shop**", [("**", "sign"), ("second shop", "strong"), ("**", "sign")]),
        ("an *early* start", [("*", "sign"), ("early", "emphasis"), ("*", "sign")]),
        ("run `make test`", [("`make test`", "code")]),
        ("[fair](leith.example)", [("[", "sign"), ("fair", "link"), ("](leith.example)", "sign")]),
        ("[run](javascript:x)", [("[", "sign"), ("run", "sign"), ("](javascript:x)", "sign")]),
        ("at https://leith.example/a.", [("https://leith.example/a", "link")]),
        ("`**not bold**`", [("`**not bold**`", "code")]),
        ("**open", []),
    ],
)
def test_what_is_marked_in_a_line(line: str, styled: list[tuple[str, str]]) -> None:
    assert [(line[one.start : one.end], one.style) for one in marks(line) if one.end > one.start] == styled


@given(st.text(st.characters(codec="utf-8"), max_size=80) | st.text("*_`[]()#>- ab.:/", max_size=60))
def test_marks_and_links_stay_within_the_line(line: str) -> None:
    for one in (*marks(line), *links(line)):
        assert 0 <= one.start <= one.end <= len(line)
    assert is_fence(line) in (True, False)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("leithmarket.example", "https://leithmarket.example"),
        ("leith.example/fair?a=1#b", "https://leith.example/fair?a=1#b"),
        ("HTTPS://leith.example", "HTTPS://leith.example"),
        ("mailto:ana@leith.example", "mailto:ana@leith.example"),
        ("tel:+44-7700-900123", "tel:+44-7700-900123"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("smb://host/share", None),
        ("https://bank.example@evil.example", None),
        ("https://leith\u200b.example", None),
        ("https://", None),
        ("https://leith.example:port", None),
        ("../notes.txt", None),
        ("C:\\run.exe", None),
        ("mailto:", None),
        ("", None),
    ],
)
def test_only_web_pages_mail_and_phone_are_opened(target: str, address: str | None) -> None:
    assert safe_address(target) == address


@given(st.text(max_size=60))
def test_what_is_opened_begins_as_it_may(target: str) -> None:
    found = safe_address(target)
    assert found is None or found.lower().startswith(("http://", "https://", "mailto:", "tel:"))


def test_changed_places_are_counted_by_words() -> None:
    before = "Send her the article. She’ll check the dates."
    after = "Send her the article by Friday. She’ll check the dates. Thank her."
    assert [after[one.start : one.end] for one in changed_places(before, after)] == [
        "article by Friday.",
        "Thank her.",
    ]
    assert changed_places(before, before) == []
    assert len(changed_places(before, "Send her the article.")) == 1


@pytest.mark.parametrize(
    ("typed", "is_ahead", "day"),
    [
        ("Friday", False, date(2026, 11, 20)),
        ("Friday", True, date(2026, 11, 27)),
        ("Friday 27 November", False, date(2026, 11, 27)),
        ("20 November", True, date(2026, 11, 20)),
        ("3 May", False, date(2026, 5, 3)),
        ("3 May 2024", False, date(2024, 5, 3)),
        ("yesterday", False, date(2026, 11, 20)),
        ("in two weeks", False, date(2026, 12, 5)),
    ],
)
def test_the_day_of_a_meeting_is_the_one_meant(typed: str, is_ahead: bool, day: date) -> None:
    assert parse_meeting_day(typed, TODAY, is_ahead) == day


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="is no day"):
        parse_meeting_day("someday", TODAY, False)

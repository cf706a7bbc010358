"""Dates and deaths as lines of vCard: read alike by Python and by the index, and written so that they are read again."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.date_index import IS_DATE_LINE, IS_DEATH_LINE, MONTH_DAY
from crm.text.date_lines import (
    ANDROID,
    LineComparison,
    date_line,
    death_line,
    describe_death,
    describe_line,
    parse_date_line,
    parse_lines,
)

_DAYS = st.dates(date(1900, 1, 1)).map(str) | st.dates().map(lambda day: f"--{day:%m-%d}")
_LABELS = st.text(max_size=20) | st.sampled_from(["First met", 'a "b"; c:d', "Jahrestag", "X-ABDATE"])


def indexed(line: str) -> str | None:
    """MM-DD by which the index of dates holds the line."""
    table = sqlite3.connect(":memory:")
    row = table.execute(
        f"SELECT {MONTH_DAY} FROM (SELECT ? AS line) WHERE {IS_DATE_LINE}", (line,)
    ).fetchone()
    table.close()
    return row[0] if row else None


@given(_LABELS, _DAYS)
def test_a_date_is_read_as_it_was_written_and_found_by_its_day(label: str, day: str) -> None:
    line = date_line(label, day)
    found = parse_date_line(line)
    assert found is not None
    assert found.day == day
    assert (
        found.label.split()
        == label.replace('"', "'").translate(dict.fromkeys([*range(32), 127], " ")).split()
    )
    assert indexed(line) == day[-5:]


@pytest.mark.parametrize(
    ("line", "label", "day"),
    [
        ("item1.X-ABDATE;type=pref:2019-12-03", "", "2019-12-03"),
        ("X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-12-03", "", "--12-03"),
        ('X-EVENT;X-LABEL="First: met":--12-03', "First: met", "--12-03"),
        (f"X-ANDROID-CUSTOM:{ANDROID};2018-12-05;0;Name day\\; hers;;", "Name day; hers", "2018-12-05"),
        (f"X-ANDROID-CUSTOM:{ANDROID};--12-05;2;;;", "", "--12-05"),
    ],
)
def test_lines_of_other_programs_are_found_by_their_day(line: str, label: str, day: str) -> None:
    found = parse_date_line(line)
    assert found is not None
    assert (found.label, found.day, indexed(line)) == (label, day, day[-5:])


@given(st.text(max_size=40) | st.text("X-ABDATE;:=0123456789-", max_size=40))
def test_whatever_the_index_holds_python_reads_with_the_same_day_or_not_at_all(line: str) -> None:
    found = parse_date_line(line)
    assert found is None or indexed(line) in (None, found.day[-5:])


def test_labels_in_lines_beside_belong_to_their_group_alone() -> None:
    lines = [
        "item1.X-ABDATE:2019-12-03", "item1.X-ABLabel:First met", "item2.X-ABRELATEDNAMES:Bo",
        "item2.X-ABLabel:_$!<Spouse>!$_", "item3.X-ABDATE:2020-01-02", "item3.X-ABLabel:_$!<Other>!$_",
        "DEATHDATE:20240503", "X-CAT:Tom",
    ]  # fmt: skip
    said = parse_lines(lines)
    assert [(one.label, one.day, one.place) for one in said.dates] == [
        ("First met", "2019-12-03", 0), ("other", "2020-01-02", 4),
    ]  # fmt: skip
    assert said.died == "2024-05-03"
    assert said.rest == ("item2.X-ABRELATEDNAMES:Bo", "item2.X-ABLabel:_$!<Spouse>!$_", "X-CAT:Tom")


def test_one_date_in_two_spellings_and_a_second_death_say_nothing_new() -> None:
    had = ["item1.X-ABDATE;type=pref:2019-12-03", "item1.X-ABLabel:First Met", "DEATHDATE:2024"]
    told = [
        date_line("first met", "2019-12-03"),
        date_line("moved", "2019-12-03"),
        "DEATHDATE:2024-05-03",
        "X-CAT:Tom",
    ]
    assert list(filter(LineComparison(had).lacks, told)) == [date_line("moved", "2019-12-03"), "X-CAT:Tom"]


@pytest.mark.parametrize(
    ("died", "line", "words"),
    [
        ("2024-05-03", "DEATHDATE:2024-05-03", "died 3 May 2024"),
        ("--05-03", "DEATHDATE:--05-03", "died 3 May"),
        ("2024-05", "DEATHDATE:2024-05", "died in May 2024"),
        ("2024", "DEATHDATE:2024", "died in 2024"),
        ("circa 1960, at sea", "DEATHDATE;VALUE=text:circa 1960\\, at sea", "died circa 1960, at sea"),
        ("unknown", "DEATHDATE;VALUE=text:unknown", "died"),
    ],
)
def test_deaths_are_read_as_they_were_written_and_told_in_plain_words(
    died: str, line: str, words: str
) -> None:
    assert (death_line(died), parse_lines([line]).died, describe_death(died), describe_line(line)) == (
        line,
        died,
        words,
        words,
    )
    table = sqlite3.connect(":memory:")
    assert table.execute(f"SELECT 1 FROM (SELECT ? AS line) WHERE {IS_DEATH_LINE}", (line,)).fetchone() == (
        1,
    )
    table.close()

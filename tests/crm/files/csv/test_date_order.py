"""4/5/1970: whether the day or the month stands first is proved, said, or remarked; never guessed in silence."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.formats.csv.date_order import collect_evidence, decide_order
from crm.formats.read_options import Options
from crm.text.date_formats import parse_date
from tests.tables import people, remarks, table, written

UNCLEAR = "dates such as 4/5/1970 in “Birthday” were read as 5 April 1970; they may also mean 4 May 1970 (undo, and --dates day-first reads them so)"
APRIL, MAY = "1970-04-05", "1970-05-04"


@pytest.mark.parametrize(
    ("header", "rows", "birthday", "is_said"),
    [
        ("Name,Birthday", ["Ana,4/5/1970"], APRIL, True), ("Name,Birthday", ["Ana,4/5/1970", "Ben,25/2/1980"], MAY, False),
        ("Name,Birthday", ["Ana,4/5/1970", "Ben,2/25/1980"], APRIL, False),
        ("Name,Birthday,Anniversary", ["Ana,4/5/1970,31/12/2001"], MAY, False),
        ("Name,Birthday,Member since", ["Ana,4/5/1970,12/31/2001"], APRIL, False),
        ("Name,Birthday (DD/MM/YYYY)", ["Ana,4/5/1970"], MAY, False), ("Name,Birthday (mm/dd)", ["Ana,4/5/1970"], APRIL, False),
        ("Name,Geburtstag", ["Ana,4/5/1970"], MAY, False), ("Name,Birthday", ["Ana,4.5.1970"], MAY, False),
        ("Name,Birthday", ["Ana,1970-05-04", "Ben,5/5/1980"], MAY, False),
    ],
)  # fmt: skip
def test_the_order_is_known_by_what_there_is(
    tmp_path: Path, header: str, rows: list[str], birthday: str, is_said: bool
) -> None:
    path = written(tmp_path, "\n".join([header, *rows, ""]))
    assert people(path)[0].birthday == birthday
    said = [one.reason for one in remarks(path) if one.reason.startswith("dates")]
    assert said == ([UNCLEAR] if is_said else [])


def test_with_dashes_the_day_is_taken_for_the_first_and_said(tmp_path: Path) -> None:
    path = written(tmp_path, table(["Name", "Birthday"], ["Ana", "04-05-1970"]))
    assert people(path)[0].birthday == MAY
    assert "(undo, and --dates month-first reads them so)" in remarks(path)[0].reason


def test_the_users_word_counts_unless_the_column_proves_another(tmp_path: Path) -> None:
    path = written(tmp_path, table(["Name", "Birthday"], ["Ana", "4/5/1970"]))
    first = Options(date_order="day-first")
    assert (people(path, first)[0].birthday, remarks(path, first)) == (MAY, [])
    proved = written(tmp_path, table(["Name", "Birthday"], ["Ana", "4/5/1970"], ["Ben", "2/25/1980"]))
    assert people(proved, first)[0].birthday == APRIL


@given(
    some.lists(some.dates(date(1930, 1, 1), date(2020, 12, 31)), min_size=1),
    some.booleans(),
    some.sampled_from("/-"),
)
def test_days_written_in_one_order_are_all_read_in_it(days: list[date], day_first: bool, sign: str) -> None:
    cells = [
        sign.join(map(str, (one.day, one.month, one.year) if day_first else (one.month, one.day, one.year)))
        for one in days
    ]
    evidence = collect_evidence([[cell] for cell in cells], [0])
    order = decide_order(0, evidence, ["Birthday"], "", True)
    if any(one.day > 12 for one in days):
        assert order == (day_first, True)
        assert [parse_date(cell, order.day_first) for cell in cells] == [one.isoformat() for one in days]
    else:
        assert order.is_known == all(one.day == one.month for one in days)

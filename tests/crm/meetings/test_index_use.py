"""Opening the page reads by indexes alone: no statement goes through all meetings, whatever else the book holds."""

from datetime import date
from typing import Any

import pytest

from crm.book import Book
from crm.meetings import proposals
from crm.meetings.coming import coming_with, next_planned, planned_on, planned_this_week, planned_with_any
from crm.meetings.meeting_filter import parse
from crm.meetings.meeting_pages import Position, meeting_page
from crm.meetings.month import month_days, weeks_of_month
from crm.people.list_order import Order, sorted_ids
from crm.storage.reading import Reader
from tests.conftest import TODAY
from tests.crm import scenes


class Explaining(Reader):
    """Notes what SQLite would do for every statement."""

    def __init__(self, read: Reader) -> None:
        super().__init__(read.connection)
        self.plans: list[str] = []

    def rows(self, sql: str, /, **values: Any) -> Any:
        self._explain(sql, values)
        return super().rows(sql, **values)

    def value(self, sql: str, /, **values: Any) -> Any:
        self._explain(sql, values)
        return super().value(sql, **values)

    def values(self, sql: str, /, **values: Any) -> Any:
        self._explain(sql, values)
        return super().values(sql, **values)

    def _explain(self, sql: str, values: dict[str, Any]) -> None:
        found = self.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        self.plans += [str(row["detail"]) for row in found]


@pytest.fixture
def explaining(book: Book) -> Explaining:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        scenes.meeting(work, TODAY, ana, state="planned", place="Brot")
    return Explaining(book.read)


def goes_through_all(plan: str) -> bool:
    """Walking an index in the order that is shown ends with the page; walking the table, or sorting it, does not."""
    return plan in ("SCAN m", "SCAN meeting") or plan.startswith(("SCAN m USING COVERING", "SCAN a"))


def test_the_list_the_month_and_the_lines_elsewhere_use_indexes(explaining: Explaining) -> None:
    meeting_page(explaining, TODAY)
    meeting_page(explaining, TODAY, start=Position("past", TODAY, "10:00", 5))
    meeting_page(explaining, TODAY, start=Position("coming", TODAY, None, 5))
    month_days(explaining, weeks_of_month(TODAY), 4)
    proposals.count(explaining)
    planned_on(explaining, TODAY, 9)
    next_planned(explaining, TODAY)
    planned_this_week(explaining, TODAY, 9)
    coming_with(explaining, 1, TODAY, 3)
    planned_with_any(explaining, [1], TODAY)
    assert explaining.plans
    assert [plan for plan in explaining.plans if goes_through_all(plan)] == []


@pytest.mark.parametrize(
    "text", ["kind:coffee", "with:ana", 'place:"Brot"', "before:2026-01-01", "kind:walk with:ana"]
)
def test_filters_use_indexes(explaining: Explaining, text: str) -> None:
    meeting_page(explaining, TODAY, parse(text, TODAY))
    walked = [plan for plan in explaining.plans if goes_through_all(plan)]
    assert walked == []


def test_sorting_people_by_their_next_meeting_reads_planned_ones_alone(explaining: Explaining) -> None:
    sorted_ids(explaining, Order("next_meeting"), "", {"today": date.isoformat(TODAY)})
    assert any("ix_meeting_planned" in plan for plan in explaining.plans)
    assert [plan for plan in explaining.plans if goes_through_all(plan)] == []

"""What the pictures of the meetings show, in the sample book."""

from datetime import date, timedelta

from ui.meetings.page import MeetingsPage
from ui.meetings.saved_view import LIST, MONTH
from ui.planning.sheet import PlanSheet
from ui.shell.main_window import MainWindow

_PLAN = "coffee with Ana and Lena on Tuesday at 10 at Blue Bottle"


def show_list(window: MainWindow) -> None:
    """With the one of last Thursday selected."""
    window.open_page("meetings")
    page = window.findChild(MeetingsPage)
    assert page is not None
    page.show_view(LIST)
    page.list.choose(page.context.read.value("SELECT id FROM meeting WHERE held_on = '2026-11-19'"))


def show_month(window: MainWindow, today: date) -> None:
    window.open_page("meetings")
    page = window.findChild(MeetingsPage)
    assert page is not None
    page.show_view(MONTH)
    page.month.show_day(today - timedelta(days=2))


def show_plan(window: MainWindow) -> None:
    window.open_page("meetings")
    assert window.context is not None
    window.context.drafts.keep("plan of a meeting", "")
    window.actions_by_name["plan"].trigger()
    sheet = window.findChild(PlanSheet)
    assert sheet is not None
    sheet.line.setText(_PLAN)

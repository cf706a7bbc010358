"""A second plan with the same people on one day is named where a meeting is moved."""

from datetime import date

from crm.book import Book
from tests.crm import scenes
from tests.ui.meetings.conftest import day
from ui.meetings.page import MeetingsPage

AHEAD = 2


def test_moving_to_a_day_with_another_plan_for_the_same_people_says_so(
    page: MeetingsPage, met: Book, settled
) -> None:
    with met.work() as work:
        ben, lena = (work.session.get_one(scenes.Person, one) for one in (2, 3))
        for who, on in ((ben, 3), (lena, 4)):
            scenes.meeting(work, date(2026, 12, on), who, kind="call", state="planned", held_at="10:00")
    settled()
    said: list[str] = []
    page.context.message_requested.connect(lambda words, _changes: said.append(words))
    page.list.choose(AHEAD)
    meal = page.chosen_meeting()
    assert meal is not None
    page.commands.move_to(meal, date(2026, 12, 3))
    page.commands.move_to(meal, date(2026, 12, 4))
    assert said == [
        "Moved meal with Ben Okafor to 3 December. Also planned that day: Call with Ben Okafor at 10:00.",
        "Moved meal with Ben Okafor to 4 December",
    ]
    page.context.undo()
    assert day(met, AHEAD) == "2026-12-03"

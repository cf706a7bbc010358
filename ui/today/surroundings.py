"""What stands around the list of Today: what came in, the line of this week, meetings to look back on, and the
count of introductions.

None of it is needed for the first rows, so its modules are loaded in a thread once those are painted.
"""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from crm.changes import Changes
from ui.background import run_in_background
from ui.context import Context
from ui.today.list import TodayRowList
from ui.widgets.side_panel import WithPanel

if TYPE_CHECKING:
    from ui.today.asks_count import AsksCount
    from ui.today.came_in.beside_today import CameInBeside
    from ui.today.introduction_count import IntroductionCount
    from ui.today.look_back_line import LookBackLine
    from ui.today.week_line import WeekLine

_MODULES = (
    "asks_count",
    "came_in.beside_today",
    "introduction_count",
    "look_back_line",
    "proposals_line",
    "week_line",
)


class Surroundings(NamedTuple):
    came_in: "CameInBeside"
    week: "WeekLine"
    look_back: "LookBackLine"
    introductions: "IntroductionCount"
    asks: "AsksCount"

    def look(self, changes: Changes | None) -> None:
        self.came_in.on_changes(changes)
        self.week.on_changes(changes)
        self.look_back.look()
        self.introductions.look()
        self.asks.look(changes)


def load_surroundings(on_loaded: Callable[[None], object]) -> None:
    """Takes as long as three frames; `on_loaded` is called in the window's thread."""
    run_in_background(_import, on_loaded)


def build_surroundings(
    context: Context, body: WithPanel, rows: TodayRowList, layout: QVBoxLayout
) -> Surroundings:
    """Puts the lines above and below the list into `layout`."""
    from ui.today.asks_count import AsksCount  # late, as in _import
    from ui.today.came_in.beside_today import CameInBeside  # late, as above
    from ui.today.introduction_count import IntroductionCount  # late, as above
    from ui.today.look_back_line import LookBackLine  # late, as above
    from ui.today.proposals_line import ProposalsLine  # late, as above
    from ui.today.week_line import WeekLine  # late, as above

    line, week, look_back = ProposalsLine(), WeekLine(context), LookBackLine(context)
    layout.insertWidget(0, week)
    layout.addWidget(look_back)
    layout.insertWidget(0, line)
    came_in = CameInBeside(context, body, rows, line)
    return Surroundings(came_in, week, look_back, IntroductionCount(context), AsksCount(context))


def _import() -> None:
    for module in _MODULES:
        importlib.import_module(f"ui.today.{module}")

"""The pages of the window, in the order of the sidebar and of Ctrl+1, Ctrl+2, ..."""

import importlib
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from ui.context import Context  # both are loaded after the shell is painted
    from ui.page import Page


class PageEntry(NamedTuple):
    """A page as listed by the shell. `factory` is "module:Class", imported at the first opening.

    A NamedTuple: creating a dataclass takes four times as long, before the first paint.
    """

    name: str
    title: str
    icon: str
    factory: str
    in_sidebar: bool = True
    at_bottom: bool = False
    under: str = ""  # the sidebar entry highlighted while this page is open

    @property
    def module(self) -> str:
        return self.factory.partition(":")[0]

    def build(self, context: "Context") -> "Page":
        module = importlib.import_module(self.module)
        page_class = cast("type[Page]", getattr(module, self.factory.partition(":")[2]))
        return page_class(context)


PAGES = (
    PageEntry("today", "Today", "check", "ui.today.page:TodayPage"),
    PageEntry("people", "People", "users", "ui.people.page:PeoplePage"),
    PageEntry("meetings", "Meetings", "coffee", "ui.meetings.page:MeetingsPage"),
    PageEntry("introductions", "Introductions", "spline", "ui.introductions.page:IntroductionsPage"),
    PageEntry("asks", "Asks and advice", "message-square", "ui.asks.page:AsksPage"),
    PageEntry("history", "History", "history", "ui.history.page:HistoryPage"),
    PageEntry("settings", "Settings", "settings", "ui.settings.page:SettingsPage", at_bottom=True),
    PageEntry("person", "Person", "user", "ui.person.page:PersonPage", in_sidebar=False, under="people"),
    PageEntry("brief", "Brief", "file-text", "ui.brief.page:BriefPage", in_sidebar=False, under="meetings"),
    PageEntry(
        "meeting", "Meeting", "coffee", "ui.meeting.page:MeetingPage", in_sidebar=False, under="meetings"
    ),
    PageEntry(
        "debrief", "Look back", "coffee", "ui.debrief.page:DebriefPage", in_sidebar=False, under="meetings"
    ),
    PageEntry(
        "import", "Import", "download", "ui.importing.page:ImportPage", in_sidebar=False, under="people"
    ),
    PageEntry(
        "sort", "Sort people", "users", "ui.sorting.page:SortingPage", in_sidebar=False, under="people"
    ),
    PageEntry(
        "proposals",
        "Proposed meetings",
        "check",
        "ui.proposals.page:ProposalsPage",
        in_sidebar=False,
        under="today",
    ),
    PageEntry(
        "duplicates",
        "Possible duplicates",
        "users",
        "ui.duplicates.page:DuplicatesPage",
        in_sidebar=False,
        under="people",
    ),
    PageEntry(
        "advice", "Advice", "message-circle", "ui.advice.page:AdvicePage", in_sidebar=False, under="asks"
    ),
    PageEntry("event", "Event", "users", "ui.event.page:EventPage", in_sidebar=False, under="meetings"),
    PageEntry(
        "templates",
        "Words of your mails",
        "mail",
        "ui.templates.page:TemplatesPage",
        in_sidebar=False,
        under="settings",
    ),
    PageEntry("welcome", "Welcome", "check", "ui.welcome.page:WelcomePage", in_sidebar=False, under="today"),
)
BY_NAME = {entry.name: entry for entry in PAGES}
IN_SIDEBAR = tuple(entry for entry in PAGES if entry.in_sidebar and not entry.at_bottom)
AT_BOTTOM = tuple(entry for entry in PAGES if entry.at_bottom)

"""The pages of the window, in the order of the sidebar and of Ctrl+1 and on."""

from ui.page import PageEntry

PAGES = (
    PageEntry("today", "Today", "check", "ui.today.page:TodayPage"),
    PageEntry("people", "People", "users", "ui.people.page:PeoplePage"),
    PageEntry("history", "History", "history", "ui.history.page:HistoryPage"),
    PageEntry("settings", "Settings", "settings", "ui.settings.page:SettingsPage", at_bottom=True),
    PageEntry("person", "Person", "user", "ui.person.page:PersonPage", in_sidebar=False, under="people"),
    PageEntry(
        "import", "Import", "download", "ui.importing.page:ImportPage", in_sidebar=False, under="people"
    ),
    PageEntry(
        "sort", "Sort people", "users", "ui.sorting.page:SortingPage", in_sidebar=False, under="people"
    ),
    PageEntry("welcome", "Welcome", "check", "ui.welcome.page:WelcomePage", in_sidebar=False, under="today"),
)
BY_NAME = {entry.name: entry for entry in PAGES}
IN_SIDEBAR = tuple(entry for entry in PAGES if entry.in_sidebar and not entry.at_bottom)
AT_BOTTOM = tuple(entry for entry in PAGES if entry.at_bottom)

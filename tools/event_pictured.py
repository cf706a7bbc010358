"""The scenes of an event's pictures: the sample's coming fair, and its last breakfast."""

from crm.events.coming_events import listed_events
from ui.shell.main_window import MainWindow


def show_event(window: MainWindow, name: str, after: bool = False) -> None:
    assert window.context is not None
    found = listed_events(window.context.read, window.context.today)
    window.open_page("event", next(one.id for one in found if one.name == name and one.is_ahead != after))

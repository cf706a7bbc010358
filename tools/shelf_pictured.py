"""The shelf of the sample book as it is pictured."""

from crm.things.key import Key
from ui.shell.main_window import MainWindow


def show_shelf(window: MainWindow) -> None:
    """With an item that somebody would welcome, selected."""
    assert window.context is not None
    item_id = window.context.read.value("SELECT id FROM item WHERE title = 'Hiring your first salesperson'")
    window.open_page("shelf", str(Key("item", item_id)))

"""After an import: those who came in with it, one press away."""

from typing import TYPE_CHECKING

from ui.shell.toast import Offer

if TYPE_CHECKING:
    from crm.changes import Changes  # as the window itself, this is loaded before the first paint
    from ui.context import Context


def to_show(context: "Context", changes: "Changes") -> Offer | None:
    if changes.origin != "import":
        return None
    from crm.people.from_import import has_imported_people  # not on the way to the first paint

    if not has_imported_people(context.read, changes.step_id):
        return None
    return Offer("Show the new ones", lambda: context.open_page("people", f"imported:{changes.step_id}"))

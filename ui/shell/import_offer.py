"""Offer after an import: show the people who were added."""

from typing import TYPE_CHECKING

from ui.shell.toast import Offer

if TYPE_CHECKING:
    from crm.changes import Changes  # this module is loaded before the first paint
    from ui.context import Context


def offer_new_people(context: "Context", changes: "Changes") -> Offer | None:
    if changes.origin != "import":
        return None
    from crm.people.from_import import has_imported_people  # late: not before the first paint

    if not has_imported_people(context.read, changes.step_id):
        return None
    return Offer("Show the new ones", lambda: context.open_page("people", f"imported:{changes.step_id}"))

"""Which meeting a step of the user was about, if about one."""

from crm.changes import Changes

_BY_HAND = ("user", "undo", "redo")


def only_meeting(changes: Changes | None) -> int | None:
    """None for an import, and where several meetings changed."""
    if changes is None or changes.origin not in _BY_HAND:
        return None
    ids = list(changes.touched.get("meeting", ()))
    return ids[0] if len(ids) == 1 else None

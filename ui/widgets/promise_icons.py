"""The icon of a promise, beside text that says the same."""

from crm.promises.queries import PromiseLine

_ICONS = {
    "introduction": "spline",
    "share": "link",
    "thank": "hand-heart",
    "recommend": "sparkles",
    "meet_again": "coffee",
    "favour": "gift",
}


def promise_icon(promise: PromiseLine) -> str:
    """A clock for what someone else has promised."""
    return "clock" if promise.by else _ICONS.get(promise.kind, "message-circle")

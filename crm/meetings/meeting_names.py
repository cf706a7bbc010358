"""What a meeting is called within a sentence: by its title in the calendar, else by its kind and who was there."""

from collections.abc import Sequence

from crm.text.folding import fold

BY_TITLE = "No guests: the title names them"  # why a calendar's event is proposed
_KINDS = {"video": "video call", "email": "e-mail"}
_LONGEST = 80


def describe_meeting(kind: str, title: str, names: Sequence[str]) -> str:
    """ "coffee with Ana Ruiz"; "“Labels” with Ana Ruiz"; "“Coffee with Ana”", which says who already."""
    who = " and ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"
    if not title:
        kind = _KINDS.get(kind, kind)
        return f"{kind} with {who}" if who else kind
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    is_said = bool(names) and all(_first(name) in fold(title) for name in names)
    return f"“{shown}”" if is_said or not who else f"“{shown}” with {who}"


def names_everyone(title: str, names: Sequence[str]) -> bool:
    """Whether everyone stands in the title with the whole name."""
    return all(fold(name) in fold(title) for name in names)


def _first(name: str) -> str:
    return fold(name).partition(" ")[0]

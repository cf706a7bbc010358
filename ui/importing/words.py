"""What the import says about a file: its counts, its remarks, and what a card adds."""

from collections.abc import Mapping

from crm.exchange.contact import Remark
from crm.exchange.found import FoundCard, Preview
from crm.exchange.importing import Choice
from ui.importing import events
from ui.words import counted

FIELDS = {
    "name": "name", "given": "given name", "additional": "middle name", "family": "family name",
    "email": "e-mail", "url": "web page", "other": "more",
}  # fmt: skip
_SHOWN = 4


def title(preview: Preview) -> str:
    names = [file.name for file in preview.files]
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} files"


def sentence(preview: Preview) -> str:
    if events.is_calendar(preview):
        return events.sentence(preview)
    cards = counted(preview.cards, "card", "cards")
    return f"{cards} read: nothing is changed until you press Import."


def button(preview: Preview, one_person: int) -> str:
    """ "Import 376 new, 39 updates": who is possibly someone counts as new until said to be one person."""
    if events.is_calendar(preview):
        return events.button(preview)
    new = preview.count("new") + preview.count("possible") - one_person
    updates = preview.count("updated") + one_person
    parts = [f"{new:,} new"] if new else []
    parts += [counted(updates, "update", "updates")] if updates else []
    return f"Import {', '.join(parts)}" if parts else "Nothing to import"


def merged(choices: Mapping[tuple[int, int], Choice]) -> int:
    return sum(1 for choice in choices.values() if choice.one_person)


def counts(preview: Preview) -> list[tuple[int, str]]:
    """Number and words of the four cards at the top."""
    same, skipped, groups = preview.count("same"), preview.count("skipped"), preview.count("group")
    rest = "the same as before"
    if skipped:
        rest += f", {skipped:,} unreadable"
    if groups:
        rest += f", {counted(groups, 'group', 'groups')}"
    return [
        (preview.count("new"), "new people" if preview.count("new") != 1 else "new person"),
        (preview.count("updated"), "add something to people you have"),
        (preview.count("possible"), "possibly someone you have"),
        (same, rest),
    ]


def field(name: str) -> str:
    return FIELDS.get(name, name)


def added(card: FoundCard) -> str:
    """ "phone +44 131 496 0988, tag food and 2 more"."""
    new = [f"{field(change.field)} {_short(change.found)}" for change in card.changes if change.adds]
    more = f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
    return ", ".join(new[:_SHOWN]) + more


def differing(card: FoundCard) -> int:
    return sum(1 for change in card.changes if change.differs)


def remark_title(remark: Remark) -> str:
    reason = remark.reason.rstrip(".")
    return f"Line {remark.line:,}: {reason}" if remark.line else reason


def remark_name(remark: Remark) -> str:
    if remark.name:
        return remark.name
    return f"Card {remark.card:,}" if remark.card else "Nothing else is affected"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"

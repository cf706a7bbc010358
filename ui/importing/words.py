"""What the import says about a file: its counts, its remarks, and what a card adds."""

from collections.abc import Sequence

from crm.exchange.choice import Choice
from crm.exchange.contact import Remark
from crm.exchange.differences import FieldChange
from crm.exchange.found import FoundCard, Preview
from crm.exchange.groups import Member
from crm.exchange.reckoning import Listed, Reckoned
from crm.exchange.vcard.guessing import charset_in_words, guess_in
from ui.words import counted

FIELDS = {
    "name": "name", "given": "given name", "additional": "middle name", "family": "family name",
    "email": "e-mail", "url": "web page", "other": "more", "how_we_met": "how we met",
}  # fmt: skip
_UNITS = {"vcard": ("card", "cards"), "ics": ("event", "events"), "calendar": ("event", "events")}
_NO_ROWS = {"json": ("entry", "entries"), "archive": ("entry", "entries"), "": ("entry", "entries")}
_SHOWN = 4
_LONGEST = 1500  # characters of one value: a note may be a book
_LONGEST_CHOICE = 12


def title(preview: Preview) -> str:
    names = [file.name for file in preview.files]
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} files"


def units(preview: Preview) -> tuple[str, str]:
    """What the files are made of: cards, rows or events; of several kinds, entries."""
    formats = {file.format for file in preview.files if not file.unreadable}
    made_of = {_UNITS.get(one) or _NO_ROWS.get(one, ("row", "rows")) for one in formats}
    return made_of.pop() if len(made_of) == 1 else ("entry", "entries")


def sentence(preview: Preview, left_out: int = 0) -> str:
    read = counted(preview.cards, *units(preview))
    out = f", {left_out:,} left out" if left_out else ""
    return f"{read} read{out}: nothing is changed until you press Import."


def evidence(card: FoundCard) -> str:
    """ "Same e-mail ben@okafor.example; another name."."""
    said = "; ".join(card.evidence)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def button(reckoned: Reckoned) -> str:
    """ "Import 376 new, 39 updates"."""
    parts = [f"{reckoned.new:,} new"] if reckoned.new else []
    parts += [counted(reckoned.updated, "update", "updates")] if reckoned.updated else []
    if not parts and reckoned.tagged:
        parts = [counted(reckoned.tagged, "tag", "tags")]
    return f"Import {', '.join(parts)}" if parts else "Nothing to import"


def nothing_new(preview: Preview, reckoned: Reckoned) -> str:
    """Why there is nothing to import."""
    if reckoned.left_out:
        return f"Everything new is left out ({reckoned.left_out:,})."
    if preview.count("same") or preview.count("group"):
        return "Everything in this file is in your book already."
    return "Nothing in this file could be read."


AS_TOLD = ""
"""The standing of new people that their file says, each their own."""


def standing(preview: Preview) -> str:
    """Parked, where all who are new come from lists of acquaintances; in a table of ours everyone has one."""
    new = [card for file in preview.files for card in file.found if card.status in ("new", "possible")]
    if any(card.card and card.card.beside and card.card.beside.standing for card in new):
        return AS_TOLD
    parked = [card for card in new if card.card is not None and card.card.is_parked]
    return "parked" if new and len(parked) == len(new) else "kept"


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


def guesses(lists: Listed, chosen: str | None) -> str:
    """One line about letters in no known charset; nothing where there are none."""
    if not lists.guesses:
        return ""
    names = [guess_in(remark) for _, remark in lists.guesses]
    most = charset_in_words(max(set(names), key=names.count))
    cards = len({(key[0], key[1]) for key, _ in lists.guesses})
    where = counted(cards, "entry", "entries")
    how = f"read as {most}, as you said" if chosen else f"guessed to be {most}"
    return f"Some letters in {where} were {how}. Look at the accents."


def field(name: str) -> str:
    return FIELDS.get(name, name)


def value(text: str) -> str:
    """Whole, as long as anyone would read it here."""
    more = len(text) - _LONGEST
    return text if more <= 0 else f"{text[:_LONGEST]}… and {more:,} characters more"


def told_apart(change: FieldChange) -> tuple[str, str]:
    """What the two buttons say: of two names the part that differs, where it is short; else whose value it is."""
    have, found = change.have.split(), change.found.split()
    while have and found and have[-1] == found[-1]:
        have.pop()
        found.pop()
    while have and found and have[0] == found[0]:
        del have[0], found[0]
    yours, theirs = " ".join(have), " ".join(found)
    is_short = 0 < len(yours) <= _LONGEST_CHOICE and 0 < len(theirs) <= _LONGEST_CHOICE
    return (yours, theirs) if change.field == "name" and is_short else ("yours", "the file’s")


def added(card: FoundCard, choice: Choice = Choice()) -> str:  # noqa: B008 - frozen
    """ "phone +44 131 496 0988, tag food and 2 more"."""
    wanted = [one for one in card.changes if one.adds and (one.field, one.found) not in choice.unwanted]
    new = [f"{field(change.field)} {_short(change.found)}" for change in wanted[:_SHOWN]]
    more = f" and {len(wanted) - _SHOWN} more" if len(wanted) > _SHOWN else ""
    return ", ".join(new) + more


def adds(card: FoundCard, choice: Choice) -> str:
    said = added(card, choice)
    return f"adds {said}" if said else "adds nothing"


def differing(changes: Sequence[FieldChange]) -> list[str]:
    """The fields in which the two sides have different values."""
    return [change.field for change in changes if change.differs]


def found_in_file(card: FoundCard) -> str:
    """A few words of what the file says of someone: work, first e-mail and phone."""
    if card.card is None:
        return ""
    _, points, roles, *_ = card.card.ready.rows
    work = [
        ", ".join(part for part in (title, organisation) if part) for organisation, title, *_ in roles[:1]
    ]
    reach = [next((point[1] for point in points if point[0] == kind), "") for kind in ("email", "phone")]
    return " · ".join(_short(one) for one in (*work, *reach) if one)


def member(one: Member) -> tuple[str, str]:
    """What becomes of someone in a group, and who it is."""
    if not one.name:
        return "not here", "somebody who is neither in your book nor in these files"
    return ("gets the tag" if one.is_new else "has it already"), one.name


def remark_title(remark: Remark) -> str:
    reason = remark.reason.rstrip(".")
    return f"Line {remark.line:,}: {reason}" if remark.line else reason


def remark_name(remark: Remark) -> str:
    if remark.name:
        return remark.name
    if remark.reason.startswith("card has no name"):
        return "Kept in the import report; nothing else was skipped"
    return f"Card {remark.card:,}" if remark.card else "Nothing else is affected"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"

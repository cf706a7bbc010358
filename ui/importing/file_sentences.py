"""Sentences of the preview about a file: counts, remarks, and what each card adds."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.contacts.contact import Remark
from crm.formats.vcard.charset_guess import charset_label, guessed_charset
from crm.importing.choice import Choice
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.group_members import Member
from crm.importing.preview_lists import ImportCounts, PreviewLists, people
from crm.matching.differences import FieldChange
from crm.text import date_formats, date_lines
from ui.counts_and_days import format_count

FIELDS = {
    "name": "name", "given": "given name", "additional": "middle name", "family": "family name",
    "email": "e-mail", "url": "web page", "other": "more", "how_we_met": "how we met",
}  # fmt: skip
_UNITS = {"vcard": ("card", "cards"), "ics": ("event", "events"), "calendar": ("event", "events")}
_NO_ROWS = {"json": ("entry", "entries"), "archive": ("entry", "entries"), "": ("entry", "entries")}
_NOBODY = ("card has no name", "row has no name", "closed account")
_SHOWN = 4
_DAYS = ("birthday", "anniversary")
_LONGEST = 1500  # characters of one value: a note may be very long
_LONGEST_CHOICE = 12


class EntryUnit(NamedTuple):
    singular: str
    plural: str


class CountLabel(NamedTuple):
    """One of the four cards at the top of the preview."""

    number: int
    label: str


class ChoiceLabels(NamedTuple):
    yours: str
    theirs: str


class MemberText(NamedTuple):
    state: str
    name: str


def title(preview: Preview) -> str:
    names = [file.name for file in preview.files]
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} files"


def units(preview: Preview) -> EntryUnit:
    """The files' entries: cards, rows or events; of several kinds, entries."""
    formats = {file.format for file in preview.files if not file.unreadable}
    made_of = {_UNITS.get(one) or _NO_ROWS.get(one, ("row", "rows")) for one in formats}
    return EntryUnit(*made_of.pop()) if len(made_of) == 1 else EntryUnit("entry", "entries")


def sentence(preview: Preview, left_out: int = 0) -> str:
    read = format_count(preview.cards, *units(preview))
    out = f", {left_out:,} left out" if left_out else ""
    return f"{read} read{out}: nothing is changed until you press Import."


def describe_match(card: FoundCard) -> str:
    """ "possibly Benjamin Okafor: same e-mail ben@okafor.example", if the names differ."""
    evidence = "; ".join(card.evidence)
    whom = f"possibly {card.matched_name}: " if card.matched_name and card.matched_name != card.name else ""
    return f"{card.earlier_card_text + ', ' if card.earlier_card_text else ''}{whom}{evidence}"


def describe_evidence(card: FoundCard) -> str:
    """ "Same e-mail ben@okafor.example; another name."."""
    evidence = "; ".join(card.evidence)
    return f"{evidence[:1].upper()}{evidence[1:]}." if evidence else ""


def button(counts: ImportCounts) -> str:
    """ "Import 376 new, 39 updates"."""
    parts = [f"{counts.new:,} new"] if counts.new else []
    parts += [format_count(counts.updated, "update", "updates")] if counts.updated else []
    parts += [format_count(counts.meetings, "meeting", "meetings")] if counts.meetings else []
    if not parts and counts.tagged:
        parts = [format_count(counts.tagged, "tag", "tags")]
    return f"Import {', '.join(parts)}" if parts else "Nothing to import"


def nothing_new(preview: Preview, counts: ImportCounts) -> str:
    """Why there is nothing to import."""
    if counts.left_out:
        return f"Everything new is left out ({counts.left_out:,})."
    if preview.count("same") or preview.count("group"):
        return "Everything in this file is in your book already."
    return "Nothing in this file could be read."


def counts(preview: Preview, lists: PreviewLists) -> list[CountLabel]:
    new, updated = people(preview, lists, "new"), people(preview, lists, "updated")
    same, skipped, groups = preview.count("same"), preview.count("skipped"), preview.count("group")
    rest = "the same as before"
    if skipped:
        rest += f", {skipped:,} {_skipped(preview)}"
    if groups:
        rest += f", {format_count(groups, 'group', 'groups')}"
    return [
        CountLabel(new, "new people" if new != 1 else "new person"),
        CountLabel(updated, _adding(lists)),
        CountLabel(preview.count("possible"), possible_label(lists)),
        CountLabel(same, rest),
    ]


def describe_parking(preview: Preview) -> str:
    """Why people of a large address book are parked by default; "" if it is not large."""
    newcomers = sum(file.unclassified for file in preview.files if file.has_too_many)
    if not newcomers:
        return ""
    return (
        f"You have not met any of these {newcomers:,} yet. Parked, they are in the book and found by search, and Today "
        "leaves them and their birthdays alone. Sort people takes them up again, and so does the first meeting."
    )


def _adding(lists: PreviewLists) -> str:
    """ "add something to people you have", and to people in the same files."""
    twice = _twice(lists, "updated")
    if not twice:
        return "add something to people you have"
    if twice == len(lists.by_status["updated"]):
        return "add something to people who are new"
    return f"add something to people you have, {twice:,} of them to new ones"


def possible_label(lists: PreviewLists) -> str:
    """ "possibly someone you have", or someone in the same files."""
    twice = _twice(lists, "possible")
    if not twice:
        return "possibly someone you have"
    if twice == len(lists.by_status["possible"]):
        return "possibly twice in the import"
    return f"possibly someone you have, or twice in the import ({twice:,})"


def _twice(lists: PreviewLists, status: str) -> int:
    return sum(bool(row.card.earlier_card_text) for row in lists.by_status[status])


def _skipped(preview: Preview) -> str:
    """About entries left out: most of those in a table or a calendar are readable, but no people."""
    formats = {file.format for file in preview.files if file.count("skipped")}
    return "unreadable" if formats <= {"vcard"} else "not brought in"


def describe_charset_guess(lists: PreviewLists, chosen: str | None) -> str:
    """One line about letters of unknown charset; "" if there are none."""
    if not lists.guesses:
        return ""
    names = [guessed_charset(one.remark) for one in lists.guesses]
    most = charset_label(max(set(names), key=names.count))
    cards = len({(one.key.file, one.key.card) for one in lists.guesses})
    where = format_count(cards, "entry", "entries")
    how = f"read as {most}, as you said" if chosen else f"guessed to be {most}"
    return f"Some letters in {where} were {how}. Look at the accents."


def field(name: str) -> str:
    return FIELDS.get(name, name)


def value(name: str, text: str) -> str:
    """A field's value, up to a readable length; a day as the user writes it."""
    text = date_formats.format_date(text) if name in _DAYS and text else date_lines.describe_line(text)
    more = len(text) - _LONGEST
    return text if more <= 0 else f"{text[:_LONGEST]}… and {more:,} characters more"


def describe_result(card: FoundCard, choice: Choice) -> str:
    """ "Adds to Benjamin Okafor."."""
    if choice.one_person is not None:
        is_known = card.status != "possible"
        two = f"Comes in as someone new, not as {card.matched_name}." if is_known else "They are two people."
        return "They are one person." if choice.one_person else two
    where = f", {card.earlier_card_text}" if card.earlier_card_text else ""
    return {
        "new": "Comes in as someone new.",
        "updated": f"Adds to {card.matched_name or 'someone you have'}{where}.",
        "same": f"Adds nothing to {card.matched_name or 'someone you have'}{where}.",
        "possible": f"Possibly {card.matched_name or 'someone you have'}{where}.",
    }.get(card.status, "")


def heading(card: FoundCard) -> str:
    """Title of the column a card is compared with."""
    return card.earlier_card_text.capitalize() if card.earlier_card_text else "You have"


def choice_labels(change: FieldChange) -> ChoiceLabels:
    """Labels of the two buttons: the differing parts of two names if they are short; else whose value it is."""
    have, found = change.have.split(), change.found.split()
    while have and found and have[-1] == found[-1]:
        have.pop()
        found.pop()
    while have and found and have[0] == found[0]:
        del have[0], found[0]
    yours, theirs = " ".join(have), " ".join(found)
    is_short = 0 < len(yours) <= _LONGEST_CHOICE and 0 < len(theirs) <= _LONGEST_CHOICE
    has_own = change.field == "name" and is_short
    return ChoiceLabels(yours, theirs) if has_own else ChoiceLabels("yours", "the file’s")


def describe_additions(card: FoundCard, choice: Choice = Choice()) -> str:  # noqa: B008 - frozen
    """ "phone +44 131 496 0988, tag food and 2 more"."""
    wanted = [one for one in card.changes if one.adds and (one.field, one.found) not in choice.unwanted]
    new = [_addition(change) for change in wanted[:_SHOWN]]
    more = f" and {len(wanted) - _SHOWN} more" if len(wanted) > _SHOWN else ""
    return ", ".join(new) + more


def _addition(change: FieldChange) -> str:
    """ "role CTO, Acme in place of Baker, Fig Tree"."""
    instead = f" in place of {_short(change.have)}" if change.takes_place else ""
    return f"{field(change.field)} {_short(value(change.field, change.found))}{instead}"


def summarise_additions(card: FoundCard, choice: Choice) -> str:
    """ "adds phone +44 131 496 0988; in the file Ben Okafor", if the book has another name."""
    additions = describe_additions(card, choice)
    return describe_card(card, f"adds {additions}" if additions else "adds nothing")


def describe_card(card: FoundCard, result: str) -> str:
    """The result for a card, where else in the files the person occurs, and under which name."""
    named = f"; in the file {card.name}" if person_title(card) != card.name else ""
    return f"{card.earlier_card_text + ': ' if card.earlier_card_text else ''}{result}{named}"


def person_title(card: FoundCard) -> str:
    """Title of a row: a known person by the book's name."""
    return card.matched_name if card.status in ("updated", "same") and card.matched_name else card.name


def differing(changes: Sequence[FieldChange]) -> list[str]:
    """The fields with different values on both sides."""
    return [change.field for change in changes if change.differs]


def describe_contact(card: FoundCard) -> str:
    """A few facts from the file about a person: work, first e-mail and phone."""
    if card.card is None:
        return ""
    _, points, roles, *_ = card.card.record.rows
    work = [
        ", ".join(part for part in (title, organisation) if part) for organisation, title, *_ in roles[:1]
    ]
    reach = [next((point[1] for point in points if point[0] == kind), "") for kind in ("email", "phone")]
    return " · ".join(_short(one) for one in (*work, *reach) if one)


def describe_member(one: Member) -> MemberText:
    """A member of a group, and what the import does with it."""
    if not one.name:
        return MemberText("not here", "somebody who is neither in your book nor in these files")
    return MemberText("gets the tag" if one.is_new else "has it already", one.name)


def remark_title(remark: Remark) -> str:
    """With the file's name if there are several, unless the reason contains it."""
    reason = remark.reason.rstrip(".")
    if remark.file and remark.file not in reason:
        return f"{remark.file}, line {remark.line:,}: {reason}" if remark.line else f"{remark.file}: {reason}"
    return f"Line {remark.line:,}: {reason}" if remark.line else reason


def remark_name(remark: Remark) -> str:
    if remark.name:
        return remark.name
    if remark.reason.startswith(_NOBODY):
        return "Kept in the import report; nothing else was skipped"
    return f"Number {remark.card:,} in the file" if remark.card else "Nothing else is affected"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"

"""Rows of the preview's lists, and their texts. A row is a card, a remark, or a heading, with an id."""

from typing import Any, NamedTuple

from crm.contacts.contact import Remark
from crm.importing.choice import Choice
from crm.importing.found_cards import FoundCard
from crm.importing.preview_lists import PreviewLists
from ui.counts_and_days import format_count
from ui.importing import file_sentences
from ui.importing.answers import Answers

Row = tuple[Any, Any]
KINDS = ("new", "updated", "possible", "rest", "remarks")
_ANSWERED = {True: "one person", False: "two people", None: ""}
CAN_STAY_OUT = ("new", "updated", "possible", "group")


def rows_of(lists: PreviewLists, kind: str) -> list[Row]:
    """The rows of one list; unchanged and left-out entries have headings of their own."""
    if kind == "remarks":
        return list(lists.remarks)
    if kind != "rest":
        return list(lists.by_status[kind])
    rows: list[Row] = []
    unread = [remark for remark in lists.remarks if _is_about_card(lists, remark[0])]
    parts: tuple[tuple[str, list[Row]], ...] = (
        ("Not brought in", unread),
        ("Groups, which become tags", list(lists.by_status["group"])),
        ("The same as before", list(lists.by_status["same"])),
    )
    for heading, part in parts:
        rows += [(heading, heading), *part] if part else []
    return rows


def is_heading(row: Row) -> bool:
    return isinstance(row[1], str)


def can_be_excluded(row: Row | None) -> bool:
    return row is not None and isinstance(row[1], FoundCard) and row[1].status in CAN_STAY_OUT


def can_be_answered(row: Row | None) -> bool:
    """Whether the user may decide who it is: a possible match, or a known person who may be another one."""
    thing = row[1] if row else None
    return isinstance(thing, FoundCard) and (thing.status == "possible" or thing.can_be_another)


class RowText(NamedTuple):
    strong: str
    quiet: str
    chip: str = ""


def texts(row: Row, answers: Answers) -> RowText:
    key, thing = row
    if isinstance(thing, Remark):
        return RowText(file_sentences.remark_title(thing), file_sentences.remark_name(thing))
    choice = answers.of(key)
    chip = "left out" if choice.left_out else _chip(thing, choice)
    is_another = choice.one_person is False and thing.can_be_another
    title = thing.name if is_another else file_sentences.person_title(thing)
    return RowText(title, _quiet(thing, choice), chip)


def accessible_text(row: Row, answers: Answers) -> str:
    if is_heading(row):
        return str(row[1])
    return ", ".join(part for part in texts(row, answers) if part)


def _quiet(card: FoundCard, choice: Choice) -> str:
    if card.can_be_another and choice.one_person is False:
        return f"someone new, not {card.whom}"
    if card.status == "updated":
        return file_sentences.summarise_additions(card, choice)
    if card.status == "possible":
        return file_sentences.describe_match(card)
    if card.status == "group":
        return format_count(len(card.members), "member", "members")
    if card.status == "same":
        differs = file_sentences.differing(card.changes)
        fields = ", ".join(file_sentences.field(name) for name in differs)
        return file_sentences.describe_card(card, f"differs in {fields}" if fields else "nothing new")
    return file_sentences.describe_contact(card)


def _chip(card: FoundCard, choice: Choice) -> str:
    if card.status == "possible":
        return _ANSWERED[choice.one_person]
    if card.can_be_another and choice.one_person is False:
        return "another person"
    if card.status not in ("updated", "same"):
        return ""
    differs = file_sentences.differing(card.changes)
    if not differs:
        return ""
    if choice.from_file:
        return "the file’s" if choice.from_file.issuperset(differs) else "some of the file’s"
    return f"{len(differs)} differ" if len(differs) > 1 else "1 differs"


def _is_about_card(lists: PreviewLists, remark: tuple[int, int, int]) -> bool:
    """Whether the remark is about a card that is not imported; otherwise it is about the file."""
    place, number, _ = remark
    card = lists.cards.get((place, number))
    return card is None or card.status == "skipped"

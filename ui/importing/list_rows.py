"""The rows of the import's lists, in words. A row is (id, thing): a card, a remark, or a heading."""

from typing import Any

from crm.contacts.contact import Remark
from crm.importing.choice import Choice
from crm.importing.found_cards import FoundCard
from crm.importing.preview_lists import PreviewLists
from ui.counts_and_days import counted
from ui.importing import file_sentences
from ui.importing.answers import Answers

Row = tuple[Any, Any]
KINDS = ("new", "updated", "possible", "rest", "remarks")
_ANSWERED = {True: "one person", False: "two people", None: ""}
CAN_STAY_OUT = ("new", "updated", "possible", "group")


def rows_of(lists: PreviewLists, kind: str) -> list[Row]:
    """Those of one list: what is the same and what is left stand under headings of their own."""
    if kind == "remarks":
        return list(lists.remarks)
    if kind != "rest":
        return list(lists.by_status[kind])
    rows: list[Row] = []
    unread = [told for told in lists.remarks if _costs_a_card(lists, told[0])]
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


def can_stay_out(row: Row | None) -> bool:
    return row is not None and isinstance(row[1], FoundCard) and row[1].status in CAN_STAY_OUT


def can_be_answered(row: Row | None) -> bool:
    """Whether one may say who it is: possibly someone, or somebody known who may be another."""
    thing = row[1] if row else None
    return isinstance(thing, FoundCard) and (thing.status == "possible" or thing.can_be_another)


def texts(row: Row, answers: Answers) -> tuple[str, str, str]:
    """Strong line, quiet line, chip."""
    key, thing = row
    if isinstance(thing, Remark):
        return file_sentences.remark_title(thing), file_sentences.remark_name(thing), ""
    choice = answers.of(key)
    chip = "left out" if choice.left_out else _chip(thing, choice)
    is_another = choice.one_person is False and thing.can_be_another
    return thing.name if is_another else file_sentences.whom(thing), _quiet(thing, choice), chip


def spoken(row: Row, answers: Answers) -> str:
    if is_heading(row):
        return str(row[1])
    return ", ".join(part for part in texts(row, answers) if part)


def _quiet(card: FoundCard, choice: Choice) -> str:
    if card.can_be_another and choice.one_person is False:
        return f"someone new, not {card.whom}"
    if card.status == "updated":
        return file_sentences.adds(card, choice)
    if card.status == "possible":
        return file_sentences.maybe(card)
    if card.status == "group":
        return counted(len(card.members), "member", "members")
    if card.status == "same":
        differs = file_sentences.differing(card.changes)
        fields = ", ".join(file_sentences.field(name) for name in differs)
        return file_sentences.about(card, f"differs in {fields}" if fields else "nothing new")
    return file_sentences.found_in_file(card)


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


def _costs_a_card(lists: PreviewLists, told: tuple[int, int, int]) -> bool:
    """Whether the remark is about a card that is not in, or about the file itself."""
    place, number, _ = told
    card = lists.cards.get((place, number))
    return card is None or card.status == "skipped"

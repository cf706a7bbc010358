"""Rows of the preview's lists, and their texts. A row is a card, a remark or a heading, each with a key."""

from typing import NamedTuple

from crm.importing.choice import Choice
from crm.importing.found_cards import FoundCard
from crm.importing.preview_lists import ListedCard, ListedRemark, PreviewLists, RemarkKey
from ui.counts_and_days import format_count
from ui.importing import file_sentences
from ui.importing.answers import Answers

KINDS = ("new", "updated", "possible", "rest", "remarks")
_ANSWERED = {True: "one person", False: "two people", None: ""}
CAN_STAY_OUT = ("new", "updated", "possible", "group")


class Heading(NamedTuple):
    text: str

    @property
    def key(self) -> str:
        return self.text


Row = ListedCard | ListedRemark | Heading


def rows_of(lists: PreviewLists, kind: str) -> list[Row]:
    """The rows of one list; unchanged and left-out entries have headings of their own."""
    if kind == "remarks":
        return list(lists.remarks)
    if kind != "rest":
        return list(lists.by_status[kind])
    rows: list[Row] = []
    unread: list[Row] = [remark for remark in lists.remarks if _is_about_card(lists, remark.key)]
    parts: tuple[tuple[str, list[Row]], ...] = (
        ("Not brought in", unread),
        ("Groups, which become tags", list(lists.by_status["group"])),
        ("The same as before", list(lists.by_status["same"])),
    )
    for heading, part in parts:
        rows += [Heading(heading), *part] if part else []
    return rows


def is_heading(row: Row) -> bool:
    return isinstance(row, Heading)


def can_be_excluded(row: Row | None) -> bool:
    return isinstance(row, ListedCard) and row.card.status in CAN_STAY_OUT


def can_be_answered(row: Row | None) -> bool:
    """Whether the user may decide who it is: a possible match, or a known person who may be another one."""
    return isinstance(row, ListedCard) and (row.card.status == "possible" or row.card.can_be_another)


class RowText(NamedTuple):
    strong: str
    quiet: str
    chip: str = ""


def texts(row: ListedCard | ListedRemark, answers: Answers) -> RowText:
    if isinstance(row, ListedRemark):
        return RowText(file_sentences.remark_title(row.remark), file_sentences.remark_name(row.remark))
    card, choice = row.card, answers.of(row.key)
    chip = "left out" if choice.left_out else _chip(card, choice)
    is_another = choice.one_person is False and card.can_be_another
    title = card.name if is_another else file_sentences.person_title(card)
    return RowText(title, _quiet(card, choice), chip)


def accessible_text(row: Row, answers: Answers) -> str:
    if isinstance(row, Heading):
        return row.text
    return ", ".join(part for part in texts(row, answers) if part)


def _quiet(card: FoundCard, choice: Choice) -> str:
    if card.can_be_another and choice.one_person is False:
        return f"someone new, not {card.matched_name}"
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


def _is_about_card(lists: PreviewLists, remark: RemarkKey) -> bool:
    """Whether the remark is about a card that is not imported; otherwise it is about the file."""
    card = lists.cards.get((remark.file, remark.card))
    return card is None or card.status == "skipped"

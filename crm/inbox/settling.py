"""Answers to what waits in the inbox folder, as steps: taken in, edited first, or put aside.

Only the book is written here. The file moves after the step is committed, at the next look into the folder.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crm.errors import NotUnderstood
from crm.importing.applying import apply
from crm.importing.found_cards import Preview
from crm.inbox import proposal
from crm.inbox.proposal import InboxProposal
from crm.inbox.settled import mark_settled
from crm.meetings.logging import LogResult, log

if TYPE_CHECKING:
    from crm.capture.draft import Draft
    from crm.unit_of_work import UnitOfWork

_LONGEST = 60


def take_text(work: "UnitOfWork", one: InboxProposal) -> LogResult:
    """Logs the words as they were understood. Raises NotUnderstood, ChoiceNeeded."""
    if one.draft is None or one.enter != proposal.TAKE:
        raise NotUnderstood(one.remark or f"{one.file} cannot be logged as it is; nothing was changed.")
    return log_edited(work, one.draft, one.at.date(), [one])


def log_edited(
    work: "UnitOfWork", draft: "Draft", written_on: date, ones: Sequence[InboxProposal]
) -> LogResult:
    """Logs the words as corrected in Log, and settles the lines they came from."""
    today, work.today = work.today, written_on  # a note belongs to the day on which it was written
    try:
        logged = log(work, draft)
    finally:
        work.today = today
    for one in ones:
        mark_settled(work, one)
    return logged


def take_cards(work: "UnitOfWork", one: InboxProposal, found: Preview) -> None:
    """Brings in what the preview of this file found."""
    if one.enter != proposal.TAKE:
        raise NotUnderstood(one.remark or f"{one.file} cannot come in as it is; nothing was changed.")
    apply(work, found)
    mark_settled(work, one)


def put_aside(work: "UnitOfWork", one: InboxProposal) -> None:
    mark_settled(work, one)
    work.label = f"Put aside {describe(one)}"


def settle_all(
    work: "UnitOfWork",
    ones: Sequence[InboxProposal],
    takes: bool,
    preview_of: Callable[[InboxProposal], Preview],
) -> None:
    """All lines of one file as one step. Raises NotUnderstood if one of them must be decided first."""
    labels = []
    for one in ones:
        if not takes or one.enter == proposal.KNOWN:
            put_aside(work, one)
        elif one.kind == "text":
            take_text(work, one)
        elif one.kind == "problem":
            raise NotUnderstood(one.title)
        else:
            take_cards(work, one, preview_of(one))
        labels.append(work.label)
    if len(labels) > 1:
        work.label = f"{labels[0]}, and {len(labels) - 1} more from {ones[0].file}"


def describe(one: InboxProposal) -> str:
    """ "“Walk with Rosa this morning” from walk.txt"."""
    words = " ".join(one.words.split())
    if not words:
        return one.file
    return f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + '…'}” from {one.file}"

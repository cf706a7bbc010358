"""Computes the lists of a preview for display, and the counts that the choices made so far would give."""

import json
from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from crm.contacts.contact import Remark
from crm.formats.vcard.charset_guess import guessed_charset
from crm.importing.calendar.likely_owner import LikelyOwner, likely_owner
from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.importing.choice import CardKey, Choice, Choices, belongs_to_left_out
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.group_members import Member, members
from crm.storage.reading import Reader

_NAMES = "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(:ids))"
_ADDING_STATUSES = ("updated", "same", "possible")
STATUSES = ("new", "updated", "same", "possible", "group", "skipped", "event")


class ListedCard(NamedTuple):
    key: CardKey
    card: FoundCard


class RemarkKey(NamedTuple):
    """Indexes of the file and of the remark in it; `card` is the number of the card, 0 for the whole file."""

    file: int
    card: int
    position: int


class ListedRemark(NamedTuple):
    key: RemarkKey
    remark: Remark


@dataclass(slots=True)
class PreviewLists:
    """The cards of a preview by status, each with its key: index of the file, number of the card.

    Events with meetings are under "event". `later` are the cards that may add to a new person, by that person's negative
    number. Remarks about guessed charsets are separate, as there may be one per card. `meetings` are those of all calendars,
    latest first; `strangers` the unknown guests without repeats; `made` the number of people created for meetings. `standing`
    is that of new people: parked if all are from lists of acquaintances or very large files, "" if it differs between them.
    `owner` is the calendar's owner, if it is likely and not known.
    """

    by_status: dict[str, list[ListedCard]]
    cards: dict[CardKey, FoundCard] = field(default_factory=dict)
    later: dict[int, list[CardKey]] = field(default_factory=dict)
    remarks: list[ListedRemark] = field(default_factory=list)
    guesses: list[ListedRemark] = field(default_factory=list)
    members: dict[CardKey, list[Member]] = field(default_factory=dict)
    meetings: list[FoundMeeting] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    made: int = 0
    standing: str = "kept"
    owner: LikelyOwner | None = None


@dataclass(frozen=True, slots=True)
class ImportCounts:
    new: int
    updated: int
    tagged: int  # new tags of people by groups
    left_out: int
    meetings: int = 0  # new or changed by events


def compute_lists(found: Preview, read: Reader | None = None) -> PreviewLists:
    """Visits every card, so not for the window's thread. With `read`, also resolves the members of groups."""
    result = PreviewLists({status: [] for status in STATUSES})
    are_several = len(found.files) > 1
    for index, file in enumerate(found.files):
        for card in file.found:
            key = (index, card.number)
            is_event = bool(card.meetings) and card.status in ("new", "updated")
            result.by_status.setdefault("event" if is_event else card.status, []).append(
                ListedCard(key, card)
            )
            result.cards[key] = card
            if card.person is not None and card.person < 0 and card.status in _ADDING_STATUSES:
                result.later.setdefault(card.person, []).append(key)
        for number, remark in enumerate(file.remarks):
            target = result.guesses if guessed_charset(remark) else result.remarks
            placed = replace(remark, file=file.name) if are_several else remark
            target.append(ListedRemark(RemarkKey(index, remark.card, number), placed))
    _list_events(found, result)
    result.owner = likely_owner(file.guests for file in found.files if file.guests)
    result.standing = _standing(found)
    if read is not None:
        result.members = members(read, found)
        _add_names(read, found)
    return result


def _add_names(read: Reader, found: Preview) -> None:
    """Add the names of the people that cards match."""
    cards = [(index, card) for index, file in enumerate(found.files) for card in file.found if card.person]
    ids = sorted({card.person for _, card in cards if card.person and card.person > 0})
    names = {row["id"]: str(row["full_name"]) for row in read.rows(_NAMES, ids=json.dumps(ids))}
    own = {
        card.own: (index, card.name)
        for index, file in enumerate(found.files)
        for card in file.found
        if card.own
    }
    for index, card in cards:
        if card.person in own:
            its_place, card.matched_name = own[card.person]
            card.earlier_card_text = "twice in this file" if its_place == index else "in an earlier file, too"
        elif card.person is not None:
            card.matched_name = names.get(card.person, "")


def _standing(found: Preview) -> str:
    """The common standing of all new people by their files; "" if it differs, or if rows state it."""
    new = [
        (file, card)
        for file in found.files
        for card in file.found
        if card.status in ("new", "possible") and card.card and not card.meetings
    ]
    if any(card.card and card.card.states_standing for _, card in new):
        return ""
    standings = {file.standing_of(card) for file, card in new}
    return standings.pop() if len(standings) == 1 else "" if standings else "kept"


def _list_events(found: Preview, result: PreviewLists) -> None:
    strangers: dict[str, None] = {}
    meetings: dict[str, FoundMeeting] = {}
    for file in found.files:
        for card in file.found:
            for one in card.meetings:
                _list_meeting(meetings, one)
            strangers.update(dict.fromkeys(card.strangers))
            result.made += len(card.people)
    # In the order in which they are proposed later.
    result.meetings = sorted(meetings.values(), key=lambda one: (one.on, one.at or ""), reverse=True)
    result.strangers = list(strangers)


def _list_meeting(meetings: dict[str, FoundMeeting], one: FoundMeeting) -> None:
    """Keep each meeting once, from the last file that states something new."""
    before = meetings.get(one.source)
    if before is None or before.change == "same":
        meetings[one.source] = one
    elif one.change != "same":
        meetings[one.source] = replace(one, change="new") if before.change == "new" else one


def count_results(found: Preview, lists: PreviewLists, choices: Choices) -> ImportCounts:
    """The counts of an import with these choices. Possible duplicates are new unless confirmed as one person."""
    counts = {
        "new": people(found, lists, "new") + found.count("possible"),
        "updated": people(found, lists, "updated"),
        "out": 0,
    }
    gone = {lists.cards[key].own for key, one in choices.items() if one.left_out and key in lists.cards}
    left_out_people = {own for own in gone if own is not None}
    affected = {key for own in left_out_people for key in lists.later.get(own, ())}
    for key in affected | choices.keys():
        if (card := lists.cards.get(key)) is not None:
            choice = choices.get(key, Choice())
            _recount(counts, _before(card), _after(card, choice, left_out_people), card.count)
    tagged = sum(
        one.is_new
        for key, of in lists.members.items()
        if not choices.get(key, Choice()).left_out
        for one in of
    )
    meetings = sum(one.change in ("new", "updated") for one in lists.meetings)
    return ImportCounts(counts["new"], counts["updated"], tagged, counts["out"], meetings)


def people(found: Preview, lists: PreviewLists, status: str) -> int:
    """Cards of that status, without the events among them."""
    return found.count(status) - sum(card.status == status for _, card in lists.by_status["event"])


def _recount(counts: dict[str, int], before: str, after: str, count: int) -> None:
    for heading, step in ((before, -1), (after, 1)):
        if heading in counts:
            counts[heading] += step * count


def _before(card: FoundCard) -> str:
    return "new" if card.status == "possible" else card.status


def _after(card: FoundCard, choice: Choice, gone: Container[int]) -> str:
    """The count a card belongs to: new, updated, out, or its own status."""
    if card.status != "skipped" and (choice.left_out or belongs_to_left_out(card, gone)):
        return "out"
    if card.status == "possible":
        return "updated" if choice.one_person and card.person not in gone else "new"
    if card.can_be_another and choice.one_person is False:
        return "new"
    if card.status in ("updated", "same"):
        wanted = (one for one in card.changes if one.adds and (one.field, one.found) not in choice.unwanted)
        return "updated" if choice.from_file or any(wanted) else "same"
    return card.status

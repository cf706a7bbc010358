"""What was found, put into lists for whoever looks at it, and what would come of it by the choices made so far."""

import json
from collections.abc import Container
from dataclasses import dataclass, field, replace

from crm.contacts.contact import Remark
from crm.formats.vcard.charset_guess import guessed_charset
from crm.importing.calendar.likely_owner import LikelyOwner, likely_owner
from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.importing.choice import Choice, Choices, is_of_left_out
from crm.importing.found_cards import FoundCard, Preview
from crm.importing.group_members import Member, members
from crm.storage.reading import Reader

Key = tuple[int, int]
Numbered = tuple[Key, FoundCard]
Told = tuple[tuple[int, int, int], Remark]
"""A remark with the place of the file, the card and its own number among the remarks of the file."""

_NAMES = "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(:ids))"
_SAID_MORE_OF = ("updated", "same", "possible")
STATUSES = ("new", "updated", "same", "possible", "group", "skipped", "event")


@dataclass(slots=True)
class Listed:
    """The cards of a preview by status, each with its key: place of the file in the call, number of the card.

    An event that brings meetings is no card of a person: it stands under "event". `later` names the cards that may mean
    someone new of this preview, by that person's negative number. Remarks about guessed letters stand aside, as there may
    be one for every card. `meetings` are all of the calendars, the latest first; `strangers` each once as a calendar names
    them, `made` is how many people come in for a meeting, `standing` how those who are new come in: parked where all
    are from lists of acquaintances or of a crowd, nothing where files differ, or our own table says it of each. `owner` is
    the calendar's, where that is likely and not known.
    """

    by_status: dict[str, list[Numbered]]
    cards: dict[Key, FoundCard] = field(default_factory=dict)
    later: dict[int, list[Key]] = field(default_factory=dict)
    remarks: list[Told] = field(default_factory=list)
    guesses: list[Told] = field(default_factory=list)
    members: dict[Key, list[Member]] = field(default_factory=dict)
    meetings: list[FoundMeeting] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    made: int = 0
    standing: str = "kept"
    owner: LikelyOwner | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    new: int
    updated: int
    tagged: int  # times that a tag of a group is new for somebody
    left_out: int
    meetings: int = 0  # that events bring or change


def listed(found: Preview, read: Reader | None = None) -> Listed:
    """Walks over every card, so not for the window's own thread. With `read`, who the members of groups are, too."""
    result = Listed({status: [] for status in STATUSES})
    are_several = len(found.files) > 1
    for place, file in enumerate(found.files):
        for card in file.found:
            key = (place, card.number)
            is_event = bool(card.meetings) and card.status in ("new", "updated")
            result.by_status.setdefault("event" if is_event else card.status, []).append((key, card))
            result.cards[key] = card
            if card.person is not None and card.person < 0 and card.status in _SAID_MORE_OF:
                result.later.setdefault(card.person, []).append(key)
        for number, remark in enumerate(file.remarks):
            heard = result.guesses if guessed_charset(remark) else result.remarks
            told = replace(remark, file=file.name) if are_several else remark
            heard.append(((place, remark.card, number), told))
    _list_events(found, result)
    result.owner = likely_owner(file.guests for file in found.files if file.guests)
    result.standing = _standing(found)
    if read is not None:
        result.members = members(read, found)
        _name(read, found)
    return result


def _name(read: Reader, found: Preview) -> None:
    """Whom each card is about, where they are known."""
    cards = [(place, card) for place, file in enumerate(found.files) for card in file.found if card.person]
    ids = sorted({card.person for _, card in cards if card.person and card.person > 0})
    names = {row["id"]: str(row["full_name"]) for row in read.rows(_NAMES, ids=json.dumps(ids))}
    own = {
        card.own: (place, card.name)
        for place, file in enumerate(found.files)
        for card in file.found
        if card.own
    }
    for place, card in cards:
        if card.person in own:
            its_place, card.whom = own[card.person]
            card.twice = "twice in this file" if its_place == place else "in an earlier file, too"
        elif card.person is not None:
            card.whom = names.get(card.person, "")


def _standing(found: Preview) -> str:
    """The one that all who are new have by their files; nothing where it is not the same for all, or a row says it."""
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


def _list_events(found: Preview, result: Listed) -> None:
    strangers: dict[str, None] = {}
    meetings: dict[str, FoundMeeting] = {}
    for file in found.files:
        for card in file.found:
            for one in card.meetings:
                _list_meeting(meetings, one)
            strangers.update(dict.fromkeys(card.strangers))
            result.made += len(card.people)
    # As they wait for a yes later.
    result.meetings = sorted(meetings.values(), key=lambda one: (one.on, one.at or ""), reverse=True)
    result.strangers = list(strangers)


def _list_meeting(meetings: dict[str, FoundMeeting], one: FoundMeeting) -> None:
    """Once, as the last of the files has it that says something else."""
    before = meetings.get(one.source)
    if before is None or before.change == "same":
        meetings[one.source] = one
    elif one.change != "same":
        meetings[one.source] = replace(one, change="new") if before.change == "new" else one


def reckon(found: Preview, lists: Listed, choices: Choices) -> Reckoned:
    """What an import with these choices would make. Whoever is possibly someone is new until said to be one person."""
    counts = {
        "new": people(found, lists, "new") + found.count("possible"),
        "updated": people(found, lists, "updated"),
        "out": 0,
    }
    gone = {lists.cards[key].own for key, one in choices.items() if one.left_out and key in lists.cards}
    gone_ones = {own for own in gone if own is not None}
    affected = {key for own in gone_ones for key in lists.later.get(own, ())}
    for key in affected | choices.keys():
        if (card := lists.cards.get(key)) is not None:
            choice = choices.get(key, Choice())
            _move(counts, _before(card), _after(card, choice, gone_ones), card.count)
    tagged = sum(
        one.is_new
        for key, of in lists.members.items()
        if not choices.get(key, Choice()).left_out
        for one in of
    )
    meetings = sum(one.change in ("new", "updated") for one in lists.meetings)
    return Reckoned(counts["new"], counts["updated"], tagged, counts["out"], meetings)


def people(found: Preview, lists: Listed, status: str) -> int:
    """Cards of that status, without the events among them."""
    return found.count(status) - sum(card.status == status for _, card in lists.by_status["event"])


def _move(counts: dict[str, int], before: str, after: str, count: int) -> None:
    for heading, step in ((before, -1), (after, 1)):
        if heading in counts:
            counts[heading] += step * count


def _before(card: FoundCard) -> str:
    return "new" if card.status == "possible" else card.status


def _after(card: FoundCard, choice: Choice, gone: Container[int]) -> str:
    """The heading a card comes under: new, updated, out, or its own status."""
    if card.status != "skipped" and (choice.left_out or is_of_left_out(card, gone)):
        return "out"
    if card.status == "possible":
        return "updated" if choice.one_person and card.person not in gone else "new"
    if card.can_be_another and choice.one_person is False:
        return "new"
    if card.status in ("updated", "same"):
        wanted = (one for one in card.changes if one.adds and (one.field, one.found) not in choice.unwanted)
        return "updated" if choice.from_file or any(wanted) else "same"
    return card.status

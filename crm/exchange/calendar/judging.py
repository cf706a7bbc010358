"""Event after event compared with the book: the meetings it would make, those that are there already, and why it is none."""

from typing import TYPE_CHECKING

from crm.exchange.calendar.book import Meetings, Names
from crm.exchange.calendar.event import Attendee, Event, Instance
from crm.exchange.calendar.found import OPEN, FoundMeeting, put_away
from crm.exchange.calendar.people import Guests, Newcomer
from crm.exchange.cards import CardRead
from crm.exchange.contact import Remark
from crm.exchange.known import Known
from crm.exchange.mailboxes import is_office
from crm.exchange.options import Options
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.exchange.found import FilePreview, FoundCard

_NAMED = 40  # strangers that a remark names
_BY_HAND = "you wrote this meeting down yourself; it was left as it is"
_CHANGED = "the calendar says something else now, but you changed this meeting yourself; it was left as it is"


class EventJudge:
    def __init__(self, read: Reader, options: Options, known: Known, newcomer: Newcomer) -> None:
        assert options.today is not None
        self._today = options.today
        self._accept, self._create = options.accept, options.create_people
        self._guests = Guests(read, known, newcomer)
        self._meetings = Meetings(read)
        self._names = Names(read)
        self._seen: dict[str, str] = {}  # what earlier events of this preview told, by source

    def judged(self, file: "FilePreview", card: CardRead, event: Event) -> "FoundCard":
        from crm.exchange.found import FoundCard  # which names what is found here

        found = FoundCard(card.number, card.first_line, "skipped", event.what)
        if reason := self._why_none(event):
            found.meetings = self._called_off(event)
            more = "; the meeting that stood for it is taken out" if found.meetings else ""
            file.remarks.append(_remark(card, event, reason + more))
            return found
        known, strangers = self._guests.of(event)
        if self._create and strangers:
            made, strangers = self._guests.make(strangers)
            for one in made:
                self._names[one.own] = one.card.ready.full_name
            found.people = tuple(made)
        if strangers or not (known or found.people):
            file.remarks.append(_remark(card, event, _not_known(strangers)))
        found.strangers = tuple(one.shown for one in strangers if not is_office(one.email))
        people = (*known, *(one.own for one in found.people))
        if people:
            meetings = [self._meeting(file, card, event, one, people) for one in event.instances]
            found.meetings, found.status = tuple(meetings), _status(meetings)
        return found

    def _why_none(self, event: Event) -> str:
        if event.is_cancelled:
            return "it is cancelled"
        return event.left_out or ("you declined it" if self._guests.owner_declined(event) else "")

    def _called_off(self, event: Event) -> tuple[FoundMeeting, ...]:
        """What the book holds of an event that is cancelled or declined by now, and nobody settled or changed."""
        found = []
        for instance in () if event.left_out else event.instances:
            known = self._meetings.of_source(_source(event, instance))
            if known and known.state in OPEN and self._meetings.is_as_told(known):
                one = self._found(event, instance, ())
                one.change, one.meeting_id = "gone", known.id
                found.append(one)
        return tuple(found)

    def _meeting(
        self, file: "FilePreview", card: CardRead, event: Event, instance: Instance, people: tuple[int, ...]
    ) -> FoundMeeting:
        found = self._found(event, instance, people)
        told = found.digest(people)
        if (before := self._seen.get(found.source)) is not None:
            found.change = "same" if before == told else "updated"
        else:
            self._compare(file, card, event, found, told)
        self._seen[found.source] = told
        return found

    def _found(self, event: Event, instance: Instance, people: tuple[int, ...]) -> FoundMeeting:
        past = "happened" if self._accept else "proposed"
        return FoundMeeting(
            _source(event, instance), "new", instance.on, instance.at, event.kind, event.what, event.place,
            event.said, past if instance.on < self._today else "planned", people,
            tuple(self._names[one] for one in people),
        )  # fmt: skip

    def _compare(
        self, file: "FilePreview", card: CardRead, event: Event, found: FoundMeeting, told: str
    ) -> None:
        known = self._meetings.of_source(found.source)
        if known is None:
            if put_away(found.source) in self._meetings.put_away:
                found.change = "same"
            elif self._meetings.take_by_hand(found.on, found.people):
                found.change = "same"
                file.remarks.append(_remark(card, event, _BY_HAND))
            return
        found.meeting_id = known.id
        is_open = known.state in OPEN
        is_accepted = known.state == "proposed" and found.state == "happened"
        if known.told == told or not is_open:
            found.change = "updated" if is_accepted and known.told == told else "same"
        elif self._meetings.is_as_told(known):
            found.change = "updated"
        else:
            found.change = "same"
            file.remarks.append(_remark(card, event, _CHANGED))


def _status(meetings: list[FoundMeeting]) -> str:
    """Of an event by its meetings: new is one of which nothing was there."""
    changes = {one.change for one in meetings}
    return changes.pop() if len(changes) == 1 else "updated"


def _source(event: Event, instance: Instance) -> str:
    return f"{event.uid}/{instance.key}" if instance.key else event.uid


def _not_known(strangers: list[Attendee]) -> str:
    shown = [one.shown for one in strangers[:_NAMED]]
    if len(strangers) > _NAMED:
        shown.append(f"{len(strangers) - _NAMED} more")
    return f"not in your book: {', '.join(shown)}" if shown else "nobody is invited"


def _remark(card: CardRead, event: Event, reason: str) -> Remark:
    return Remark(card.first_line, card.number, event.what, reason, event.lines)

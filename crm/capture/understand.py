"""A text, today and the names of the book in; what was understood of it out."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from crm.capture import notes, underlines
from crm.capture.advice import advice_in
from crm.capture.asks import asks_in
from crm.capture.clauses import Clause
from crm.capture.draft import Draft, DraftAdvice, DraftAsk, DraftPromise, DraftTopic, NamedPerson
from crm.capture.meetings_in_text import find_meeting
from crm.capture.names import Names
from crm.capture.parse_state import ParseState
from crm.capture.promises import my_promises
from crm.capture.promises_by_others import continued_promise, promises_by_others
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.topics import topics_in
from crm.capture.vocabulary import one_of, phrases

_Item = TypeVar("_Item", DraftPromise, DraftTopic, DraftAdvice, DraftAsk)
_NOTHING: Mapping[str, int | None] = MappingProxyType({})


def understand(text: str, today: date, names: Names, chosen: Mapping[str, int | None] = _NOTHING) -> Draft:
    """`chosen` maps a name as typed to the person it means, or to None for someone new. Same in, same out."""
    reading = ParseState(text, today, names, chosen)
    draft = Draft(text)
    found = find_meeting(reading)
    if found is not None:
        draft.meeting = found[0]
        draft.meeting.span = reading.span(found[1].first, found[1].last)
        reading.partners = draft.meeting.people
    _Clauses(reading, draft, found[1] if found else None).read()
    draft.note = notes.remaining_note(reading)
    if draft.meeting is not None:
        draft.meeting.note = draft.note
    draft.people = _everyone(reading)
    draft.spans = underlines.all_underlines(reading)
    return draft


def _everyone(reading: ParseState) -> list[NamedPerson]:
    return list({id(one.named): one.named for one in reading.mentions.values()}.values())


class _Clauses:
    """Reads clause after clause, with what the one before was: it decides what "and send" goes on with."""

    def __init__(self, reading: ParseState, draft: Draft, meeting: Clause | None) -> None:
        self._reading, self._draft, self._meeting = reading, draft, meeting
        self._modals = [at for at, low in enumerate(reading.lows) if low in one_of("clauses", "modals")]
        self._was, self._by = "", None  # type: str, NamedPerson | None
        self._sentence = -1
        self._start: Clause | None = None  # the first clause of the sentence
        self._heading: Clause | None = None  # "Ana Ruiz:" in front of what is said of her

    def read(self) -> None:
        for clause in self._reading.clauses:
            if clause.sentence != self._sentence:
                self._was, self._by, self._sentence, self._start = "", None, clause.sentence, clause
            self._was, people = self._kind(clause)
            self._heading = clause if self._is_heading(clause) else None
            named = people + [mention.named for mention in self._reading.people_in(clause.first, clause.last)]
            self._reading.before = named or self._reading.before

    def _is_heading(self, clause: Clause) -> bool:
        """ "Ana Ruiz:" or "Ben said" and nothing else: it only says who is meant by what follows."""
        reading, self._reading.speaker = self._reading, []
        who = subject_of(reading, clause) if self._was == "note" else None
        if who is None or who.tail:
            return False
        told = phrase_at(reading.lows, who.after, phrases("promises", "told"), clause.last)
        if told is not None and who.after + told[0] == clause.last:
            reading.speaker = who.people
        return bool(reading.speaker) or who.after == clause.last

    def _kind(self, clause: Clause) -> tuple[str, list[NamedPerson]]:
        """What the clause was understood as, and the people it points to."""
        if clause is self._meeting:
            return "meeting", []
        if self._reading.is_one_word(clause) or self._doubtful(clause):
            return "note", []
        for read in (self._promise, self._theirs, self._advice, self._topics):
            people = read(clause)
            if people is not None:
                return read.__name__, people
        self._draft.asks += self._placed(asks_in(self._reading, clause), clause)
        return "note", []

    def _doubtful(self, clause: Clause) -> bool:
        """ "If she calls, send Ben the deck": what depends on something stays a note."""
        at = self._reading.opening(self._start or clause)
        return phrase_at(self._reading.lows, at, phrases("promises", "conditions")) is not None

    def _promise(self, clause: Clause) -> list[NamedPerson] | None:
        if self._goes_on(clause):
            return None
        promises = my_promises(self._reading, clause)
        for promise in promises:
            self._keep(promise, clause)
        return [one for promise in promises for one in promise.people] or None

    def _goes_on(self, clause: Clause) -> bool:
        """A bare "and thank Ben" is an imperative only after a promise of mine, never after "she asked me to"."""
        marked = (
            phrase_at(self._reading.lows, self._reading.opening(clause), phrases("promises", "mine"))
            is not None
        )
        if marked or clause.joint not in (",", "and"):
            return False
        if clause.joint == "and":
            return self._was not in ("_promise", "meeting")
        return self._was == "note" and self._modal_before(clause)

    def _modal_before(self, clause: Clause) -> bool:
        at = bisect_left(self._modals, (self._start or clause).first)
        return at < len(self._modals) and self._modals[at] < clause.first

    def _theirs(self, clause: Clause) -> list[NamedPerson] | None:
        promises = promises_by_others(self._reading, clause)
        if not promises and self._by is not None and self._was == "_theirs" and clause.joint in ("and", ","):
            more = continued_promise(self._reading, clause, self._by)
            promises = [more] if more else []
        for promise in promises:
            self._keep(promise, clause)
        if not promises:
            return None
        self._by = promises[0].by
        return [one.by for one in promises if one.by is not None]

    def _keep(self, promise: DraftPromise, clause: Clause) -> None:
        self._draft.promises += self._placed([promise], clause)
        self._understood(clause, "promise")

    def _advice(self, clause: Clause) -> list[NamedPerson] | None:
        found = advice_in(self._reading, clause)
        self._draft.advice += self._placed(found, clause)
        if found:
            self._understood(clause, "advice")
        return [one.person for one in found] or None

    def _topics(self, clause: Clause) -> list[NamedPerson] | None:
        same = [one.person for one in self._draft.topics[-1:]] if self._was == "_topics" else []
        if self._heading is not None and clause.joint == "hard":
            same = self._reading.before
        found = topics_in(self._reading, clause, same)
        self._draft.topics += self._placed(found, clause)
        if found:
            self._understood(clause, "topic")
        return [one.person for one in found] or None

    def _placed(self, found: list[_Item], clause: Clause) -> list[_Item]:
        for one in found:
            one.span = self._reading.span(clause.first, clause.last)
        return found

    def _understood(self, clause: Clause, kind: str) -> None:
        start = min(self._reading.opening(clause), clause.last - 1)
        self._reading.use(clause.first, start)
        self._reading.use(start, clause.last, kind)
        if self._heading is not None:
            self._reading.use(self._heading.first, self._heading.last)

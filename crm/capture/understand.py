"""Entry point of the parser: a text, today's date and the names of the book in, a draft out."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from crm.capture import notes, underlines
from crm.capture.advice import advice_in
from crm.capture.asks import asks_in
from crm.capture.clauses import Clause, ClauseKind, Joint
from crm.capture.draft import Draft, DraftAdvice, DraftAsk, DraftPromise, DraftTopic, NamedPerson
from crm.capture.introduced_me import introduced_me
from crm.capture.meetings_in_text import find_meeting
from crm.capture.names import Names
from crm.capture.parse_state import ParseState
from crm.capture.promises import my_promises
from crm.capture.promises_by_others import continued_promise, promises_by_others
from crm.capture.subjects import subject_of
from crm.capture.tokens import phrase_at
from crm.capture.topics import topics_in
from crm.capture.trying_day import trying_in
from crm.capture.vocabulary import one_of, phrases

_Item = TypeVar("_Item", DraftPromise, DraftTopic, DraftAdvice, DraftAsk)
_NOTHING: Mapping[str, int | None] = MappingProxyType({})


def understand(text: str, today: date, names: Names, chosen: Mapping[str, int | None] = _NOTHING) -> Draft:
    """`chosen` maps a name as typed to the person it means, or to None for someone new. Deterministic."""
    state = ParseState(text, today, names, chosen)
    draft = Draft(text)
    found = find_meeting(state)
    if found is not None:
        draft.meeting = found.meeting
        draft.meeting.span = state.span(found.clause.first, found.clause.last)
        state.partners = draft.meeting.people
    _ClauseParser(state, draft, found.clause if found else None).parse()
    draft.note = notes.remaining_note(state)
    if draft.meeting is not None:
        draft.meeting.note = draft.note
    draft.people = _everyone(state)
    draft.spans = underlines.all_underlines(state)
    return draft


def _everyone(state: ParseState) -> list[NamedPerson]:
    return list({id(one.named): one.named for one in state.mentions.values()}.values())


class _ClauseParser:
    """Parses clause by clause. The kind of the previous clause decides what "and send" continues."""

    def __init__(self, state: ParseState, draft: Draft, meeting: Clause | None) -> None:
        self._state, self._draft, self._meeting = state, draft, meeting
        self._modals = [at for at, low in enumerate(state.lows) if low in one_of("clauses", "modals")]
        self._previous: ClauseKind | None = None
        self._by: NamedPerson | None = None
        self._sentence = -1
        self._start: Clause | None = None  # the first clause of the sentence
        self._heading: Clause | None = None  # "Ana Ruiz:" before statements about her
        self._advice_before: list[DraftAdvice] = []  # of the clause before

    def parse(self) -> None:
        for clause in self._state.clauses:
            if clause.sentence != self._sentence:
                self._previous, self._by = None, None
                self._sentence, self._start = clause.sentence, clause
            self._previous, people = self._kind(clause)
            self._heading = clause if self._is_heading(clause) else None
            if self._previous is not ClauseKind.ADVICE:
                self._advice_before = []
            named = people + [mention.named for mention in self._state.people_in(clause.first, clause.last)]
            self._state.previous_people = named or self._state.previous_people

    def _is_heading(self, clause: Clause) -> bool:
        """Whether the clause only names the subject of what follows: "Ana Ruiz:", "Ben said"."""
        state, self._state.speaker = self._state, []
        subject = subject_of(state, clause) if self._previous is ClauseKind.NOTE else None
        if subject is None or subject.tail:
            return False
        reported = phrase_at(state.lows, subject.after, phrases("promises", "told"), clause.last)
        if reported is not None and subject.after + reported.length == clause.last:
            state.speaker = subject.people
        return bool(state.speaker) or subject.after == clause.last

    def _kind(self, clause: Clause) -> tuple[ClauseKind, list[NamedPerson]]:
        """The kind of the clause, and the people it refers to."""
        if self._meeting is not None and self._meeting.first <= clause.first < self._meeting.last:
            return ClauseKind.MEETING, []
        if self._state.is_one_word(clause) or self._is_conditional(clause):
            return ClauseKind.NOTE, []
        for kind, parse in (
            (ClauseKind.PROMISE, self._promise),
            (ClauseKind.PROMISE_BY_OTHER, self._promise_by_other),
            (ClauseKind.ADVICE, self._advice),
            (ClauseKind.TOPIC, self._topics),
        ):
            people = parse(clause)
            if people is not None:
                return kind, people
        if not self._trying(clause):
            self._draft.asks += self._with_spans(asks_in(self._state, clause), clause)
        thanks = introduced_me(self._state, clause)
        if thanks is not None:
            self._draft.promises += self._with_spans([thanks], clause)
        return ClauseKind.NOTE, []

    def _is_conditional(self, clause: Clause) -> bool:
        """ "If she calls, send Ben the deck": conditional sentences stay in the note."""
        at = self._state.first_word(self._start or clause)
        return phrase_at(self._state.lows, at, phrases("promises", "conditions")) is not None

    def _promise(self, clause: Clause) -> list[NamedPerson] | None:
        if self._continues_other_clause(clause):
            return None
        promises = my_promises(self._state, clause)
        for promise in promises:
            self._add(promise, clause)
        return [one for promise in promises for one in promise.people] or None

    def _continues_other_clause(self, clause: Clause) -> bool:
        """A bare "and thank Ben" is an imperative only after a promise of mine, never after "she asked me to"."""
        marked = (
            phrase_at(self._state.lows, self._state.first_word(clause), phrases("promises", "mine"))
            is not None
        )
        if marked or clause.joint not in (Joint.COMMA, Joint.AND):
            return False
        if clause.joint is Joint.AND:
            return self._previous not in (ClauseKind.PROMISE, ClauseKind.MEETING)
        return self._previous is ClauseKind.NOTE and self._modal_before(clause)

    def _modal_before(self, clause: Clause) -> bool:
        at = bisect_left(self._modals, (self._start or clause).first)
        return at < len(self._modals) and self._modals[at] < clause.first

    def _promise_by_other(self, clause: Clause) -> list[NamedPerson] | None:
        promises = promises_by_others(self._state, clause)
        continues = self._previous is ClauseKind.PROMISE_BY_OTHER and clause.joint in (Joint.AND, Joint.COMMA)
        if not promises and self._by is not None and continues:
            more = continued_promise(self._state, clause, self._by)
            promises = [more] if more else []
        for promise in promises:
            self._add(promise, clause)
        if not promises:
            return None
        self._by = promises[0].by
        return [one.by for one in promises if one.by is not None]

    def _add(self, promise: DraftPromise, clause: Clause) -> None:
        self._draft.promises += self._with_spans([promise], clause)
        self._mark_understood(clause, "promise")

    def _advice(self, clause: Clause) -> list[NamedPerson] | None:
        found = advice_in(self._state, clause)
        self._draft.advice += self._with_spans(found, clause)
        if found:
            self._advice_before = found
            self._mark_understood(clause, "advice")
        return [one.person for one in found] or None

    def _trying(self, clause: Clause) -> bool:
        """The day to try the advice of the clause before by."""
        found = [trying_in(self._state, clause, one) for one in self._advice_before]
        for advice, trying in zip(self._advice_before, found, strict=True):
            if trying is not None:
                advice.try_by, advice.applies = trying.by, trying.words
        if any(found):
            self._mark_understood(clause, "advice")
        return any(found)

    def _topics(self, clause: Clause) -> list[NamedPerson] | None:
        same = [one.person for one in self._draft.topics[-1:]] if self._previous is ClauseKind.TOPIC else []
        if self._heading is not None and clause.joint is Joint.HARD:
            same = self._state.previous_people
        found = topics_in(self._state, clause, same)
        self._draft.topics += self._with_spans(found, clause)
        if found:
            self._mark_understood(clause, "topic")
        return [one.person for one in found] or None

    def _with_spans(self, found: list[_Item], clause: Clause) -> list[_Item]:
        for one in found:
            one.span = self._state.span(clause.first, clause.last)
        return found

    def _mark_understood(self, clause: Clause, kind: str) -> None:
        start = min(self._state.first_word(clause), clause.last - 1)
        self._state.mark_used(clause.first, start)
        self._state.mark_used(start, clause.last, kind)
        if self._heading is not None:
            self._state.mark_used(self._heading.first, self._heading.last)

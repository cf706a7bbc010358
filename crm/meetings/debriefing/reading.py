"""Reads the answers of a debrief with the rules of Log: advice, topics, and the promise of the next step."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm.capture.draft import Draft, DraftAdvice, DraftPromise, DraftTopic, NamedPerson
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.capture.vocabulary import phrases, words
from crm.meetings.debriefing.answers import Answer, Answers
from crm.meetings.debriefing.next_step import read_next_step
from crm.meetings.debriefing.whom_it_is_about import Attendees
from crm.people.short_names import PersonRef
from crm.text.folding import fold
from crm.text.typed_text import line, lines

_FOR_ME = re.compile(r"(?:^|(?<=[\s.;,(–—-]))for me\s*:\s*", re.IGNORECASE)
_PHRASES = {"looking_for": "is looking for", "can_help_with": "can help with"}


class NextStep(NamedTuple):
    """`note` is what was typed beside a promise and is none."""

    promises: list[DraftPromise]
    note: str = ""


class Understood(NamedTuple):
    advice: list[DraftAdvice]
    topics: list[DraftTopic]
    next: NextStep
    energy: str

    @property
    def people(self) -> list[NamedPerson]:
        promised = [one for promise in self.next.promises for one in (*promise.people, promise.by) if one]
        return [one.person for one in self.advice] + [one.person for one in self.topics] + promised


class AnswerReader:
    """Reads answers about one meeting. Raises NotUnderstood where it is not clear whom an answer is about."""

    def __init__(self, names: Names, people: Sequence[PersonRef], today: date) -> None:
        self._names, self._people, self._today = names, people, today
        self.attendees = Attendees(people, names)

    def read(self, answers: Answers) -> Understood:
        return Understood(
            self.learned(answers.learned, answers.for_me),
            [*self.topics("looking_for", answers.needs), *self.topics("can_help_with", answers.offers)],
            self.next_step(answers.next),
            answers.energy,
        )

    def learned(self, answer: Answer, for_me: str = "") -> list[DraftAdvice]:
        """Advice received. Words for the user alone, with nothing learned, are the advice."""
        found = [
            advice
            for part in self.attendees.parts(answer)
            if not _says_nothing(part.words)
            for person in part.people
            for advice in self._advice(person, part.words)
        ]
        for_me = lines(_FOR_ME.sub("", for_me, count=1).strip())
        if for_me and found:
            found[-1] = replace(found[-1], applies="\n".join(filter(None, (found[-1].applies, for_me))))
        return found or (self.learned(Answer(for_me, answer.about)) if for_me else [])

    def topics(self, kind: str, answer: Answer) -> list[DraftTopic]:
        return [
            topic
            for part in self.attendees.parts(answer)
            if not _says_nothing(part.words)
            for person in part.people
            for topic in self._topics(kind, person, part.words)
        ]

    def next_step(self, text: str) -> NextStep:
        if _says_nothing(text):
            return NextStep([])
        named_first, rest = self.attendees.in_front(text)
        to = next(iter(named_first or self._people), None)
        there = named_first or self._people
        return NextStep(*read_next_step(rest, there, to, self._names, self._today))

    def _advice(self, person: PersonRef, text: str) -> list[DraftAdvice]:
        advised, applies = _split_for_me(text)
        if not advised:
            advised, applies = applies, ""
        draft = self._about(person, advised)
        said = [one for one in draft.advice if one.direction == "received"]
        if len(said) != 1 or draft.note or draft.promises or draft.topics or draft.ambiguous:
            said = [DraftAdvice("received", named(person), advised)]
        return [replace(one, words=lines(one.words), applies=lines(applies)) for one in said if one.words]

    def _topics(self, kind: str, person: PersonRef, text: str) -> list[DraftTopic]:
        """As stated ("Priya is looking for two cafés"), or the thing alone ("two cafés", "needs two cafés")."""
        stated = self._read_topics(kind, person, text)
        if stated:
            return stated
        people, thing = self._without_lead(kind, person, text)
        found = [
            self._read_topics(kind, one, f"{one.name} {_PHRASES[kind]} {thing}")
            or self._plain_topic(kind, one, thing)
            for one in people
        ]
        return [topic for topics in found for topic in topics]

    def _read_topics(self, kind: str, person: PersonRef, sentence: str) -> list[DraftTopic]:
        """Empty unless the sentence is about topics alone, and all of it is kept."""
        draft = self._about(person, sentence)
        if draft.note or draft.promises or draft.advice or draft.asks or draft.ambiguous:
            return []
        is_whole = all(one.topic.count("(") == one.topic.count(")") for one in draft.topics)
        return [replace(one, kind=kind) for one in draft.topics] if is_whole else []

    def _plain_topic(self, kind: str, person: PersonRef, thing: str) -> list[DraftTopic]:
        plain = line(thing).rstrip(" .")
        return [DraftTopic(named(person), kind, plain)] if plain else []

    def _without_lead(self, kind: str, person: PersonRef, text: str) -> tuple[list[PersonRef], str]:
        """Priya and "two cafés" of "Priya needs two cafés"; everyone of "they both need two cafés"."""
        leads, everyone = phrases("debriefs", kind), phrases("debriefs", "everyone")
        subject, rest = self.attendees.at_beginning(text)
        typed = rest.split()
        lows = [fold(word) for word in typed]
        at, people = 0, [subject or person]
        if subject is None and lows:
            all_of_them = everyone.at(lows, 0, len(lows))
            at = all_of_them.length if all_of_them else int(lows[0] in words("debriefs")["subjects"])
            people = list(self.attendees.people) if all_of_them else people
        found = leads.at(lows, at, len(lows)) if at < len(lows) else None
        return (people, " ".join(typed[at + found.length :])) if found else ([person], text)

    def _about(self, person: PersonRef, text: str) -> Draft:
        return understand(f"Met {person.name}. {text}", self._today, self._names)


def named(person: PersonRef) -> NamedPerson:
    return NamedPerson(person.name, person.name, "known", person.id)


def _says_nothing(text: str) -> bool:
    """ "Nothing", "none", "-": an answer all the same, with nothing to keep."""
    return fold(line(text)).strip(" .") in words("debriefs")["nothing"]


def _split_for_me(text: str) -> tuple[str, str]:
    found = _FOR_ME.search(text)
    if found is None:
        return text.strip(), ""
    before, after = text[: found.start()].rstrip(), text[found.end() :].strip()
    if before.endswith("("):
        after = after.removesuffix(")")
    return before.rstrip("(–—-;, "), after

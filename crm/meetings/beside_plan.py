"""What the words of a plan say beside the meeting: promises, topics, advice and asks, and a sentence for each."""

from collections.abc import Iterator
from typing import NamedTuple

from crm.capture.draft import Draft, DraftAdvice, DraftAsk, DraftPromise, DraftTopic
from crm.people.topic_kinds import TOPIC_VERBS
from crm.promises.promise_titles import title, title_of_promise_by_other
from crm.text.days_in_words import heading


class BesidePlan(NamedTuple):
    promises: tuple[DraftPromise, ...] = ()
    topics: tuple[DraftTopic, ...] = ()
    advice: tuple[DraftAdvice, ...] = ()
    asks: tuple[DraftAsk, ...] = ()

    @classmethod
    def of(cls, draft: Draft) -> "BesidePlan":
        return cls(tuple(draft.promises), tuple(draft.topics), tuple(draft.advice), tuple(draft.asks))

    def sentences(self) -> Iterator[str]:
        """ "Send Ana Ruiz the pricing article, by Monday 23 November"."""
        yield from map(_promised, self.promises)
        for topic in self.topics:
            yield f"{topic.person.name} {TOPIC_VERBS[topic.kind]} {topic.topic}"
        for one in self.advice:
            who = (
                f"{one.person.name} advised"
                if one.direction == "received"
                else f"I advised {one.person.name}"
            )
            yield f"{who}: {one.words}"
        for ask in self.asks:
            yield f"{'I asked' if ask.asked else 'To ask'} {ask.person.name}: {ask.words}"


def _promised(one: DraftPromise) -> str:
    if one.by is not None:
        told = title_of_promise_by_other(one.what, one.by.name)
    else:
        told = title(one.kind, one.what, [each.name for each in one.people])
    return f"{told}, by {heading(one.due)}" if one.due is not None else told

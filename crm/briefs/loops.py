"""Loops to close with a person: advice nobody reported back, asks without an answer, and a "not now"."""

from collections.abc import Iterator
from datetime import date

from crm.advice import next_step, step_text
from crm.advice import queries as advice
from crm.asks import queries as asks
from crm.asks.ask_lines import shorten_question
from crm.asks.queries import AskLine
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import note_quotes

_MOST_ADVICE = 6


def loops(read: Reader, person_id: int, last_note: str, today: date) -> tuple[str, ...]:
    """`last_note` is searched for a question that was left open."""
    question = note_quotes.last_question(last_note)
    return (
        *_advice(read, person_id, today),
        *_asks(read, person_id, today),
        *([f"Still open: {note_quotes.quoted(question)}"] if question else []),
    )


def _advice(read: Reader, person_id: int, today: date) -> Iterator[str]:
    """What was received first, as it is the user who owes an answer."""
    open_ones = [one for one in advice.of_person(read, person_id) if not one.is_closed]
    by_direction = sorted(next_step.in_order(open_ones, today), key=lambda one: one.direction == "given")
    yield from (step_text.loop_sentence(one, today) for one in by_direction[:_MOST_ADVICE])


def _asks(read: Reader, person_id: int, today: date) -> Iterator[str]:
    every = asks.of_person(read, person_id)
    for at, one in enumerate(every):
        asked = f"“{shorten_question(one.words)}”"
        if one.state == "open":
            since = f", {days_in_words.on(one.asked_on, today)}" if one.asked_on else ""
            yield f"No answer yet to {asked}{since}"
        elif one.state == "not_now" and at == 0:  # a newer ask has settled an older "not now"
            yield _not_now(one, asked, today)


def _not_now(one: AskLine, asked: str, today: date) -> str:
    assert one.not_before is not None
    day = days_in_words.plain(one.not_before, today)
    if one.not_before > today:
        return f"Not now, until {day}: {asked}. Do not ask again before"
    return f"The “not now” ended on {day}: you may ask again, {asked}"

"""History shown before someone is asked again: the former ask, its answer, and what was given since."""

from collections.abc import Iterator
from dataclasses import replace

from crm.asks import queries
from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import facts_about
from crm.text import days_in_words
from ui.context import Context


def history_of_ask(context: Context, ask_id: int) -> Iterator[tuple[str, str]]:
    """(heading, text) pairs."""
    asked, today = queries.one(context.read, ask_id), context.today
    if asked is None or asked.asked_on is None or asked.not_before is None:
        return
    yield f"You asked {days_in_words.on(asked.asked_on, today)}", asked.words
    until = f"Not now, until {days_in_words.plain(asked.not_before, today)}"
    yield "Answer", f"{until}: “{asked.answer}”" if asked.answer else until
    facts = replace(facts_about(context.read, asked.person_id, today), last_ask=None)
    given = "" if facts.last_given else " Nothing given so far."
    yield "Between you", f"{describe_facts(facts, today)}{given}"

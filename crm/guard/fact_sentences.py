"""The guard's facts about a person as one or two sentences. Pure."""

from datetime import date

from crm.asks.ask_lines import shorten_question
from crm.asks.queries import AskLine
from crm.guard.facts import Facts, Given
from crm.promises.promise_titles import within_sentence
from crm.text import days_in_words

_MANY = 100
_GIVEN = {
    "introduction": "you introduced {who} to {words}",
    "share": "you sent {who} “{words}”",
    "advice": "you gave {who} advice",
    "promise": "you kept your word ({words})",
}


def describe_facts(facts: Facts, today: date, shown_rule: str = "") -> str:
    """ "4 meetings so far. Last given: you sent Ana “Pricing”, 3 weeks ago. Last ask: “15 minutes”, a yes.".

    `shown_rule` is the rule whose sentence is already displayed next to it and is not repeated.
    """
    promises = "" if shown_rule == "promise_open" else _promises(facts)
    parts = [_meetings(facts), _given(facts, today), promises, _last_ask(facts, today)]
    return " ".join(part for part in parts if part)


def describe_ask(ask: AskLine, today: date) -> str:
    """ "asked on Thursday, no answer yet"; "not now, until 1 February"."""
    if ask.state == "not_now" and ask.not_before is not None:
        until = days_in_words.plain(ask.not_before, today)
        return (
            f"not now, until {until}"
            if ask.not_before > today
            else f"not now; you may ask again since {until}"
        )
    if ask.state == "open":
        return (
            f"asked {days_in_words.on(ask.asked_on, today)}, no answer yet"
            if ask.asked_on
            else "no answer yet"
        )
    on = f" {days_in_words.on(ask.answered_on, today)}" if ask.answered_on else ""
    return f"a {ask.state}{on}"


def _meetings(facts: Facts) -> str:
    if not facts.meeting_count:
        return "No meeting so far."
    many = (
        f"{_MANY} meetings or more"
        if facts.meeting_count >= _MANY
        else days_in_words.counted(facts.meeting_count, "meeting")
    )
    return f"{many[:1].upper()}{many[1:]} so far."


def _given(facts: Facts, today: date) -> str:
    return (
        f"Last given: {_describe_gift(facts, facts.last_given)}, {days_in_words.ago(facts.last_given.on, today)}."
        if facts.last_given
        else ""
    )


def _describe_gift(facts: Facts, given: Given) -> str:
    return _GIVEN[given.kind].format(who=facts.first_name, words=given.words.strip().rstrip("."))


def _promises(facts: Facts) -> str:
    if not facts.open_promises:
        return ""
    if len(facts.open_promises) == 1:
        return f"Open: {within_sentence(facts.open_promises[0])}."
    return f"Open: {days_in_words.number(len(facts.open_promises))} promises of yours."


def _last_ask(facts: Facts, today: date) -> str:
    if facts.last_ask is None:
        return ""
    return f"Last ask: “{shorten_question(facts.last_ask.words)}”, {describe_ask(facts.last_ask, today)}."

"""The rows of the page: a card for each ask, under the heading of its section."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crm.asks.ask_lines import subject_of
from crm.asks.queries import AskSections, ListedAsk
from crm.asks.vague_asks import AskFinding
from crm.asks.yes_promises import YesPromise
from crm.guard.preparation import Step, describe_steps
from crm.text import days_in_words
from crm.text.days_in_words import MONTHS, WEEKDAYS, counted, number
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, FoldedCards, Mark

_NAMED_WITHOUT_MONTH = 14  # days ahead
NEW = "new"  # the id of the row of an ask without words yet
MORE = "more answered"
NONE = "Nothing is asked yet. One clear question to one person is a good start."


def rows(
    sections: AskSections,
    today: date,
    steps_before: Callable[[ListedAsk], Sequence[Step]],
    findings_of: Callable[[ListedAsk], Sequence[AskFinding]],
    promises: Mapping[int, YesPromise],
) -> list[CardItem]:
    found: list[CardItem] = []
    for heading, cards in (
        ("Open", [_open(one, today) for one in sections.open]),
        ("Not now", [_not_now(one, today) for one in sections.not_now]),
        ("Being written", [_draft(one, steps_before(one), findings_of(one)) for one in sections.drafts]),
        ("Answered", [_answered(one, promises.get(one.ask.id), today) for one in sections.answered]),
    ):
        if cards:
            found += [CardHeading(heading), *cards]
    hidden = sections.answered_count - len(sections.answered)
    if hidden > 0:
        found.append(FoldedCards(MORE, f"{counted(hidden, 'older ask', 'older asks')} answered", "Show"))
    return found


def summary(sections: AskSections, today: date) -> str:
    """ "One waits for an answer, one rests until February, two are being written."."""
    parts = [
        _waiting(len(sections.open)),
        _resting(sections.not_now, today),
        _being_written(len(sections.drafts)),
    ]
    words = ", ".join(part for part in parts if part)
    if not words:
        return (
            "Every ask has its answer."
            if sections.answered
            else "One clear question, one person, an easy way to say no."
        )
    return f"{words[:1].upper()}{words[1:]}."


def _waiting(count: int) -> str:
    return f"{number(count)} {'waits' if count == 1 else 'wait'} for an answer" if count else ""


def _resting(asks: Sequence[ListedAsk], today: date) -> str:
    resting = [
        one.ask.not_before for one in asks if one.ask.not_before is not None and one.ask.not_before > today
    ]
    over = len(asks) - len(resting)
    parts = []
    if over:
        parts.append(f"{number(over)} may be asked again")
    if resting:
        day = min(resting)
        until = (
            MONTHS[day.month - 1]
            if (day.year, day.month) != (today.year, today.month)
            else days_in_words.plain(day, today)
        )
        year = f" {day.year}" if day.year != today.year and (day - today).days > 300 else ""
        verb = f"rests until {until}{year}" if len(resting) == 1 else f"rest, the first until {until}{year}"
        parts.append(f"{number(len(resting))} {verb}")
    return ", ".join(parts)


def _being_written(count: int) -> str:
    return f"{number(count)} {'is' if count == 1 else 'are'} being written" if count else ""


def _card(one: ListedAsk, line: str, *marks: Mark) -> CardRow:
    return CardRow(one.key, f"{one.person.name}: {subject_of(one.ask.words)}", line, (one.person,), marks)


def _open(one: ListedAsk, today: date) -> CardRow:
    asked = one.ask.asked_on
    size = f", {one.ask.size}" if one.ask.size else ""
    line = f"Asked {days_in_words.on(asked, today)}{size}" if asked else f"Asked{size}"
    return _card(one, line, *([Mark(f"since {days_in_words.named(asked, today)}", "plain")] if asked else []))


def _not_now(one: ListedAsk, today: date) -> CardRow:
    asked = f"Asked {days_in_words.on(one.ask.asked_on, today)}" if one.ask.asked_on else "Asked"
    line = f"“{one.ask.answer}”. {asked}" if one.ask.answer else asked
    day = one.ask.not_before
    if day is None:
        return _card(one, line)
    is_over = day <= today
    return _card(
        one,
        line,
        Mark("may be asked again", "ok")
        if is_over
        else Mark(f"again from {days_in_words.plain(day, today)}", "plain"),
    )


def _draft(one: ListedAsk, steps: Sequence[Step], findings: Sequence[AskFinding]) -> CardRow:
    if steps and steps[0].name == "meet":
        return _card(one, f"Hoped for. {describe_steps(list(steps))}", Mark(steps[0].chip, "warn"))
    line = _describe_findings(findings)
    return _card(
        one,
        line,
        *([Mark(steps[0].chip, "warn")] if steps else [Mark("ready", "ok")] if not findings else []),
    )


def _describe_findings(findings: Sequence[AskFinding]) -> str:
    if not findings:
        return "Ready to send"
    if len(findings) == 1:
        return (
            "Ready but for one word"
            if findings[0].rule == "vague"
            else f"Ready but for one thing: {findings[0].words}"
            if (findings[0].start is None)
            else "Ready but for one thing: it asks twice"
        )
    return f"{number(len(findings)).capitalize()} things to make clear"


def promise_chip(one: ListedAsk, promise: YesPromise, today: date) -> Mark:
    """ "he promised, Friday 27", "Ana promised", "kept"."""
    if promise.state in ("kept", "released"):
        return Mark("kept" if promise.state == "kept" else "let go", "plain")
    subject = one.person.subject
    who = subject.lower() if subject in ("She", "He") else subject
    if promise.due is None:
        return Mark(f"{who} promised", "ok")
    is_late = promise.due < today
    return Mark(f"{who} promised, {_due_day(promise.due, today)}", "warn" if is_late else "ok")


def _due_day(due: date, today: date) -> str:
    """ "Friday 27" in the next two weeks, else as everywhere."""
    is_near = 1 < (due - today).days < _NAMED_WITHOUT_MONTH
    return f"{WEEKDAYS[due.weekday()]} {due.day}" if is_near else days_in_words.named(due, today)


def _answered(one: ListedAsk, promise: YesPromise | None, today: date) -> CardRow:
    answer = one.ask.state.capitalize()
    line = f"{answer}: “{one.ask.answer}”" if one.ask.answer else f"{answer}."
    on = one.ask.answered_on
    if promise is not None:
        return _card(one, line, promise_chip(one, promise, today))
    return _card(
        one,
        line,
        *([Mark(days_in_words.named(on, today), "ok" if one.ask.state == "yes" else "plain")] if on else []),
    )

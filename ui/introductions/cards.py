"""The cards of the page: introductions under the headings of their sections."""

from collections.abc import Iterator, Sequence
from datetime import date

from crm.introductions.ideas import Idea
from crm.introductions.introduction_list import IntroductionRecord
from crm.introductions.next_step import NextStep, describe_briefly
from crm.introductions.overview import SECTIONS, ListedIntroduction
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, FoldedCards, Mark

FOLDED = ("heard", "dropped")  # shown on request
_HEADINGS = {
    "yours": CardHeading("Yours to do next"),
    "waiting": CardHeading("Waiting for them"),
    "ideas": CardHeading("Ideas", "from what people look for and what others can help with"),
    "made": CardHeading("Made", "in a month you are asked what came of it"),
    "heard": CardHeading("Heard back"),
    "received": CardHeading("Received", "others introduced you"),
    "dropped": CardHeading("Dropped"),
}
_ANSWERS = {"not_asked": "–", "asked": "asked", "yes": "yes", "no": "no", "later": "later"}


def cards(
    listed: Sequence[ListedIntroduction], ideas: Sequence[Idea], opened: set[str], today: date
) -> list[CardItem]:
    """`ideas`: those found, shown after those kept. `opened`: the folded sections that are shown."""
    shown: list[CardItem] = []
    for section in SECTIONS:
        found = list(_section(section, listed, opened, today))
        if section == "ideas" and ideas:
            found = [*(found or [_HEADINGS[section]]), *map(idea_card, ideas)]
        shown += found
    return shown


def idea_card(idea: Idea) -> CardRow:
    title = f"{idea.seeker.name} could meet {idea.helper.name}"
    return CardRow(idea_key(idea), title, idea.sentence, idea.people)


def idea_key(idea: Idea) -> str:
    return f"idea-{idea.seeker.id}-{idea.helper.id}"


def _section(
    section: str, listed: Sequence[ListedIntroduction], opened: set[str], today: date
) -> Iterator[CardItem]:
    found = [one for one in listed if one.section == section]
    if not found:
        return
    if section in FOLDED and section not in opened:
        yield FoldedCards(section, f"{_HEADINGS[section].text}: {days_in_words.number(len(found))}", "show")
        return
    yield _HEADINGS[section]
    yield from (card(one.record, one.step, section, today) for one in found)


def card(record: IntroductionRecord, step: NextStep, section: str, today: date) -> CardRow:
    return CardRow(
        id=record.key,
        title=title_of(record),
        line=_line(record, today),
        people=(record.by, *record.people) if record.by else record.people,
        marks=tuple(_marks(record, step, section, today)),
    )


def title_of(record: IntroductionRecord) -> str:
    names = join_names([person.name for person in record.people])
    if record.by is not None:
        return f"{record.by.name} introduced you to {names}"
    return f"{names} could meet" if record.state == "idea" else names


def _line(record: IntroductionRecord, today: date) -> str:
    if record.came_of:
        return f"“{record.came_of}”"
    if record.made_on is not None:
        return f"{'Received' if record.by else 'Made'} {days_in_words.on(record.made_on, today)}"
    reason = next((side.reason for side in record.sides if side.reason), "")
    if reason or record.offered_on is None:
        return reason
    offered = f"Offered {days_in_words.on(record.offered_on, today)}"
    says_more = not record.words.lower().startswith(("intro", "connect", "put "))
    return f"{offered}: {record.words}" if says_more else offered


def _marks(record: IntroductionRecord, step: NextStep, section: str, today: date) -> Iterator[Mark]:
    if section in ("yours", "waiting") and record.state in ("offered", "asking"):
        for side in record.sides:
            yield Mark(f"{side.person.first_name}: {_ANSWERS[side.answer]}")
    words = describe_briefly(record, step, today)
    if words and step.kind != "offer":
        yield Mark(words, "warn" if section == "yours" and step.is_due(today) else "plain")

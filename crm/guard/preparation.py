"""How far an ask is prepared, from stored facts: meet, be useful once, keep one's word, then ask. Pure."""

from dataclasses import dataclass
from datetime import date

from crm.guard.facts import Facts
from crm.promises.promise_titles import within_sentence
from crm.text import days_in_words

_LONGEST_CHIP = 30


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: meet, be_useful, keep_word or wait. `words` stands in a sentence: "meet"; `chip` by itself: "meet first"."""

    name: str
    words: str
    chip: str


def steps_before_asking(facts: Facts, today: date, next_meeting: date | None = None) -> list[Step]:
    """What is left to do first; empty if nothing speaks against asking now. `next_meeting` is planned with the person."""
    steps = []
    if facts.not_before is not None and facts.not_before > today:
        day = days_in_words.plain(facts.not_before, today)
        steps.append(Step("wait", f"wait until {day}", f"not before {day}"))
    if facts.meeting_count == 0:
        chip = f"you meet {days_in_words.on(next_meeting, today)}" if next_meeting else "meet first"
        steps.append(Step("meet", "meet", chip))
    if facts.open_promises:
        title = within_sentence(facts.open_promises[0])
        chip = f"{title} first"
        steps.append(
            Step(
                "keep_word",
                f"keep your word ({title})",
                chip if len(chip) <= _LONGEST_CHIP else "keep your word first",
            )
        )
    if facts.last_given is None:
        steps.append(Step("be_useful", "be useful once", "be useful first"))
    return steps


def describe_steps(steps: list[Step]) -> str:
    """ "Meet, be useful once, then ask"; "" without steps."""
    if not steps:
        return ""
    listed = ", ".join(step.words for step in steps)
    return f"{listed[:1].upper()}{listed[1:]}, then ask"

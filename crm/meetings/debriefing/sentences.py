"""What answers come to, in one sentence: "One advice, two topics and a promise."."""

from crm.meetings.debriefing.reading import Understood
from crm.text.days_in_words import number

NOTHING_YET = "Nothing yet."
_ENERGY = {
    "yes": "that it gave you energy",
    "some": "that it gave you some energy",
    "no": "that it took energy",
}


def describe(found: Understood) -> str:
    parts = [
        _counted(len(found.advice), "one advice", "pieces of advice"),
        _counted(len(found.topics), "one topic", "topics"),
        _counted(len(found.next.promises), "a promise", "promises"),
    ]
    parts = [part for part in parts if part] or [_ENERGY.get(found.energy, "")]
    text = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{text[:1].upper()}{text[1:]}." if text else NOTHING_YET


def _counted(count: int, one: str, many: str) -> str:
    return {0: "", 1: one}.get(count, f"{number(count)} {many}")

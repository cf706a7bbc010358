"""Sentences about a round: progress and summary."""

from ui.counts_and_days import format_count
from ui.sorting.sorting_round import Go

EVERYONE = "Everyone in your book has been looked at."
STOP_WHENEVER = "Stop whenever you like; everyone else simply stays in your book."


def progress(go: Go) -> str:
    return f"{go.at + 1} of {len(go.ids)}. {STOP_WHENEVER}"


def summary(go: Go) -> str:
    """ "12 people have a rhythm now, 3 rest." or "" without decisions."""
    decided, rhythm, rest = go.many(), go.many(rhythm=True), go.many(rest=True)
    parts = [
        (rhythm, f"{format_count(rhythm, 'person has', 'people have')} a rhythm now"),
        (rest, format_count(rest, "rests", "rest")),
        (
            decided - rhythm - rest,
            f"{format_count(decided - rhythm - rest, 'stays', 'stay')} in the book without one",
        ),
    ]
    said = ", ".join(words for many, words in parts if many)
    return f"{said}." if said else ""


def ahead(left: int) -> str:
    """Below the title after a round."""
    return f"{format_count(left, 'person is', 'people are')} left to look at." if left else EVERYONE

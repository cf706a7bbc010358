"""Sentences about a round: progress and summary."""

from ui.counts_and_days import format_count
from ui.sorting.sorting_round import SortingRound

EVERYONE = "Everyone in your book has been looked at."
STOP_WHENEVER = "Stop whenever you like; everyone else simply stays in your book."


def progress(go: SortingRound) -> str:
    return f"{go.at + 1} of {len(go.ids)}. {STOP_WHENEVER}"


def summary(go: SortingRound) -> str:
    """ "12 people have a rhythm now, 3 rest." or "" without decisions."""
    decided, rhythm, rest = go.count(), go.count(rhythm=True), go.count(rest=True)
    parts = [
        (rhythm, f"{format_count(rhythm, 'person has', 'people have')} a rhythm now"),
        (rest, format_count(rest, "rests", "rest")),
        (
            decided - rhythm - rest,
            f"{format_count(decided - rhythm - rest, 'stays', 'stay')} in the book without one",
        ),
    ]
    summary_text = ", ".join(words for count, words in parts if count)
    return f"{summary_text}." if summary_text else ""


def remaining(left: int) -> str:
    """Below the title after a round."""
    return f"{format_count(left, 'person is', 'people are')} left to look at." if left else EVERYONE

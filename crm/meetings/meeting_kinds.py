"""The kinds of meetings, and the words that name them: "lunch" is a meal."""

from crm.capture.vocabulary import words
from crm.text.folding import fold

KINDS = ("coffee", "call", "video", "meal", "walk", "visit", "event", "message", "email", "letter", "meeting")


def kind_named(text: str) -> str | None:
    """A kind, or a word that Log takes for one; None for any other word."""
    folded = fold(text)
    known: dict[str, str] = words("meetings")["kinds"]
    return folded if folded in KINDS else known.get(folded)

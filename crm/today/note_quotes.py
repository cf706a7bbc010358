"""Selects the sentence of a note worth quoting: an open question, an upcoming event, or the first sentence. Pure."""

import re

from crm.text.quotation import MAX_QUOTE_LENGTH, quoted, shortened

__all__ = (
    "MAX_QUOTE_LENGTH", "best_sentence", "last_question", "ongoing_sentence", "quoted", "sentences", "shortened",
    "upcoming_sentence",
)  # fmt: skip

_MARKDOWN = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.M
)
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_UPCOMING = re.compile(
    r"\b(?:launch\w*|open(?:s|ing| on| in)|interview\w*|exam|wedding|trip|mov(?:es?|ing) (?:to|into|house)|pitch|talk at|surgery|fair)\b", re.I
)  # fmt: skip
_ONGOING = re.compile(
    r"\b(?:hiring|planning|plans? to|starting|starts|redoing|writing|building|preparing|raising|fundraising|looking for|"
    r"working on|applying|setting up|wants to|going to|thinking (?:of|about)|considering)\b", re.I
)  # fmt: skip
_MAX_NOTE_LENGTH = 4000  # characters read; keeps very long pasted notes from slowing Today down


def sentences(note: str) -> list[str]:
    plain = _MARKDOWN.sub("", _LINK.sub(r"\1", note[:_MAX_NOTE_LENGTH]))
    return [cleaned for part in _SENTENCE_END.split(plain) if (cleaned := " ".join(part.split()).rstrip("."))]


def last_question(note: str) -> str:
    """The last question of the note, or an empty string."""
    return next((sentence for sentence in reversed(sentences(note)) if sentence.endswith("?")), "")


def upcoming_sentence(note: str) -> str:
    """A sentence about something that was still to come when the note was written."""
    return next(
        (
            sentence
            for sentence in sentences(note)
            if _UPCOMING.search(sentence) and not sentence.endswith("?")
        ),
        "",
    )


def ongoing_sentence(note: str) -> str:
    return next(
        (
            sentence
            for sentence in sentences(note)
            if _ONGOING.search(sentence) and not sentence.endswith("?")
        ),
        "",
    )


def best_sentence(note: str, about: str = "") -> str:
    """A sentence that shares a word with `about`, else the last question, else the first sentence."""
    every = sentences(note)
    words = set(re.findall(r"\w{4,}", about.casefold()))
    sharing = (sentence for sentence in every if words & set(re.findall(r"\w{4,}", sentence.casefold())))
    return next(sharing, "") or last_question(note) or (every[0] if every else "")

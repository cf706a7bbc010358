"""Extent of the list of names at the start of a clause: "Ana and Ben" in "Ana and Ben are looking for"."""

from collections.abc import Mapping, Sequence

from crm.capture.people_in_text import Mention
from crm.capture.tokens import Token
from crm.capture.vocabulary import one_of


class SubjectLists:
    """Incremental scan: each word of the text is visited once."""

    def __init__(self, tokens: Sequence[Token], lows: Sequence[str], mentions: Mapping[int, Mention]) -> None:
        self._tokens, self._lows, self._mentions = tokens, lows, mentions
        self._start = self._reached = -1
        self._in_marks = False  # still before the first name

    def is_list_up_to(self, start: int, at: int) -> bool:
        """Whether the words from `start` to `at` are only marks, then names and list links.

        For one `start`, `at` must not decrease between calls.
        """
        if start != self._start:
            self._start = self._reached = start
            self._in_marks = True
        while self._reached < at and (following := self._next_index()) is not None:
            self._reached = following
        return self._reached == at

    def _next_index(self) -> int | None:
        at = self._reached
        if self._in_marks and self._tokens[at].kind in ("mark", "break"):
            return at + 1
        if at in self._mentions:
            self._in_marks = False
            return self._mentions[at].last
        linked = not self._in_marks and self._lows[at] in one_of("people", "list_links")
        return at + 1 if linked else None

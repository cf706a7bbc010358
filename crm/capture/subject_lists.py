"""How far the list of names reaches that a clause begins with: "Ana and Ben" in "Ana and Ben are looking for"."""

from collections.abc import Mapping, Sequence

from crm.capture.people_in_text import Mention
from crm.capture.tokens import Token
from crm.capture.vocabulary import one_of


class SubjectLists:
    """Asked word after word; each word of the text is gone over once."""

    def __init__(self, tokens: Sequence[Token], lows: Sequence[str], mentions: Mapping[int, Mention]) -> None:
        self._tokens, self._lows, self._mentions = tokens, lows, mentions
        self._start = self._reached = -1
        self._in_marks = False  # still in the marks in front of the first name

    def reach(self, start: int, at: int) -> bool:
        """Whether nothing but marks, then names and what links them, stands from `start` up to this word.

        `at` only ever grows for one `start`.
        """
        if start != self._start:
            self._start = self._reached = start
            self._in_marks = True
        while self._reached < at and (onward := self._onward()) is not None:
            self._reached = onward
        return self._reached == at

    def _onward(self) -> int | None:
        here = self._reached
        if self._in_marks and self._tokens[here].kind in ("mark", "break"):
            return here + 1
        if here in self._mentions:
            self._in_marks = False
            return self._mentions[here].last
        linked = not self._in_marks and self._lows[here] in one_of("people", "list_links")
        return here + 1 if linked else None

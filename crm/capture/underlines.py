"""The underlines of the text: in order, none over another; who is new or unclear shows inside a promise too."""

from bisect import bisect_left, bisect_right

from crm.capture.draft import Span
from crm.capture.parse_state import ParseState

_LOUD = ("new", "ambiguous")


def all_underlines(reading: ParseState) -> list[Span]:
    people = _people(reading)
    loud = [span for span in people if span.kind in _LOUD]
    ends = [span.end for span in loud]
    spans = [piece for span in reading.spans for piece in _around(span, loud, ends)]
    taken = _Taken(spans)
    quiet = [span for span in people if span.kind not in _LOUD and not taken.meets(span)]
    return sorted([*spans, *loud, *quiet], key=lambda span: span.start)


def _people(reading: ParseState) -> list[Span]:
    kinds = {"known": "person"}
    spans = []
    for mention in reading.mentions.values():
        status = mention.named.status
        end = reading.tokens[mention.last - 1].end - len(mention.ending)
        spans.append(Span(reading.tokens[mention.first].start, end, kinds.get(status, status)))
    return spans


class _Taken:
    """Where the text is underlined already."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []  # the farthest end of what begins up to there
        for span in sorted(spans, key=lambda span: span.start):
            self._starts.append(span.start)
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def meets(self, span: Span) -> bool:
        begun = bisect_left(self._starts, span.end)
        return begun > 0 and self._ends[begun - 1] > span.start


def _around(span: Span, loud: list[Span], ends: list[int]) -> list[Span]:
    """The pieces of a span that are left when the loud names, which end at `ends`, are cut out of it."""
    pieces, start = [], span.start
    for at in range(bisect_right(ends, span.start), len(loud)):
        name = loud[at]
        if name.start >= span.end:
            break
        if name.start > start:
            pieces.append(Span(start, name.start, span.kind))
        start = max(start, name.end)
    if start < span.end:
        pieces.append(Span(start, span.end, span.kind))
    return pieces

"""Underlines of the text: in order, without overlaps. New and ambiguous people are also shown inside a promise."""

from bisect import bisect_left, bisect_right

from crm.capture.draft import Span
from crm.capture.parse_state import ParseState

_PROMINENT_KINDS = ("new", "ambiguous")


def all_underlines(state: ParseState) -> list[Span]:
    people = _people_spans(state)
    prominent = [span for span in people if span.kind in _PROMINENT_KINDS]
    ends = [span.end for span in prominent]
    spans = [piece for span in state.spans for piece in _cut_out(span, prominent, ends)]
    underlined = _UnderlinedRanges(spans)
    others = [span for span in people if span.kind not in _PROMINENT_KINDS and not underlined.overlaps(span)]
    return sorted([*spans, *prominent, *others], key=lambda span: span.start)


def _people_spans(state: ParseState) -> list[Span]:
    kinds = {"known": "person"}
    spans = []
    for mention in state.mentions.values():
        status = mention.named.status
        end = state.tokens[mention.last - 1].end - len(mention.ending)
        spans.append(Span(state.tokens[mention.first].start, end, kinds.get(status, status)))
    return spans


class _UnderlinedRanges:
    """Ranges that are already underlined."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []  # the greatest end of the spans up to there
        for span in sorted(spans, key=lambda span: span.start):
            self._starts.append(span.start)
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def overlaps(self, span: Span) -> bool:
        begun = bisect_left(self._starts, span.end)
        return begun > 0 and self._ends[begun - 1] > span.start


def _cut_out(span: Span, prominent: list[Span], ends: list[int]) -> list[Span]:
    """The pieces of a span that remain after cutting out the prominent names, which end at `ends`."""
    pieces, start = [], span.start
    for at in range(bisect_right(ends, span.start), len(prominent)):
        name = prominent[at]
        if name.start >= span.end:
            break
        if name.start > start:
            pieces.append(Span(start, name.start, span.kind))
        start = max(start, name.end)
    if start < span.end:
        pieces.append(Span(start, span.end, span.kind))
    return pieces

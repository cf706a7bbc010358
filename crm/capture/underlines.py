"""The underlines of the text: in order, none over another; who is new or unclear shows inside a promise too."""

from crm.capture.draft import Span
from crm.capture.reading import Reading


def ordered(reading: Reading) -> list[Span]:
    people = _people(reading)
    loud = [span for span in people if span.kind in ("new", "ambiguous")]
    spans = [piece for span in reading.spans for piece in _around(span, loud)]
    quiet = [span for span in people if span not in loud and not any(_meet(span, other) for other in spans)]
    return sorted([*spans, *loud, *quiet], key=lambda span: span.start)


def _people(reading: Reading) -> list[Span]:
    kinds = {"known": "person"}
    spans = []
    for mention in reading.mentions.values():
        status = mention.named.status
        end = reading.tokens[mention.last - 1].end - len(mention.ending)
        spans.append(Span(reading.tokens[mention.first].start, end, kinds.get(status, status)))
    return spans


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _around(span: Span, loud: list[Span]) -> list[Span]:
    """The pieces of a span that are left when the loud names are cut out of it."""
    pieces, start = [], span.start
    for name in sorted((one for one in loud if _meet(one, span)), key=lambda one: one.start):
        if name.start > start:
            pieces.append(Span(start, name.start, span.kind))
        start = max(start, name.end)
    if start < span.end:
        pieces.append(Span(start, span.end, span.kind))
    return pieces

"""Tab order in reading order, taken from the layouts. Qt's own chain puts rebuilt widgets last."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QLayout, QWidget

from ui.lazy_qt import Qt


def in_reading_order(whole: QWidget | None) -> Iterator[QWidget]:
    """All Tab stops inside a widget, itself first; children without a layout come last."""
    if whole is None or not (whole.isVisible() and whole.isEnabled()):
        return
    if whole.focusPolicy() & Qt.FocusPolicy.TabFocus and whole.focusProxy() is None:
        yield whole
    laid_out = list(_of_layout(whole.layout()))
    loose = [child for child in whole.children() if isinstance(child, QWidget) and child not in laid_out]
    for child in (*laid_out, *loose):
        if not child.isWindow():
            yield from in_reading_order(child)


def focus_next(stops: Sequence[QWidget], focused: QWidget | None, forwards: bool) -> bool:
    """Focuses the Tab stop after or before the focused one, around the ends. False without any stop.

    A page that has the focus itself is no stop: from there Tab goes to the first one inside it.
    """
    if not stops:
        return False
    if focused in stops:
        place = stops.index(focused)
    else:
        first = next((at for at, one in enumerate(stops) if focused and focused.isAncestorOf(one)), 0)
        place = first - 1 if forwards else first
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    stops[(place + (1 if forwards else -1)) % len(stops)].setFocus(reason)
    return True


def _of_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _of_layout(inner)

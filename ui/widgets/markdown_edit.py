"""A note in Markdown: plain text, styled while it is typed, with links that can be opened."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from crm.text.markdown_marks import links
from ui.widgets.labels import as_tip
from ui.widgets.long_text import LongText
from ui.widgets.markdown_highlighter import MarkdownHighlighter

_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarkdownEdit(LongText):
    """`link_opened` is emitted with the target of a link on Ctrl+click or Ctrl+Enter, `link_kept` from the menu of
    a link to a web page: it belongs on the shelf."""

    link_opened = Signal(str)
    link_kept = Signal(str)

    def __init__(
        self, name: str, placeholder: str = "", least: int = 2, most: int = 18, parent: QWidget | None = None
    ):
        super().__init__(name, placeholder, least, most, parent)
        self._highlighter = MarkdownHighlighter(self.document())
        self.viewport().setMouseTracking(True)

    def link_at(self, cursor: QTextCursor) -> str:
        """The address of the link at the cursor, or ""."""
        text = cursor.block().text()
        before = text.encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        place = len(before.decode("utf-16-le", "replace"))
        return next((one.address for one in links(text) if one.start <= place <= one.end), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & _CTRL:
            if address := self.link_at(self.textCursor()):
                self.link_opened.emit(address)
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        address = self.link_at(self.textCursor() if is_by_key else self._under(event.pos()))
        menu = self.createStandardContextMenu()
        if address.startswith(("http://", "https://")) and not self.isReadOnly():
            menu.addSeparator()
            keep = menu.addAction("Keep on the shelf")
            keep.triggered.connect(lambda _checked=False: self.link_kept.emit(address))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_asked = event.button() == Qt.MouseButton.LeftButton and event.modifiers() & _CTRL
        if is_asked and (address := self.link_at(self._under(event.position().toPoint()))):
            self.link_opened.emit(address)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_link = event.modifiers() & _CTRL and self.link_at(self._under(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tip of a link says where it leads."""
        if isinstance(event, QHelpEvent) and (address := self.link_at(self._under(event.pos()))):
            QToolTip.showText(event.globalPos(), as_tip(f"{address} (Ctrl+click, Ctrl+Enter)"), self)
            return True
        return super().viewportEvent(event)

    def _under(self, place: QPoint) -> QTextCursor:
        return self.cursorForPosition(place)

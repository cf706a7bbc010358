"""Styles Markdown while it is typed: only the block being typed in is read again."""

from bisect import bisect_left

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from crm.text.markdown_marks import Mark, is_fence, marks
from ui.theme.look import look

_PLAIN, _CODE = 0, 1  # states of a block: outside and inside a block of code


class MarkdownHighlighter(QSyntaxHighlighter):
    """Sizes stay the same, so that a line keeps its height."""

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self._formats = _formats()
        look.theme_changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        inside = self.previousBlockState() == _CODE
        fence = is_fence(text)
        self.setCurrentBlockState(_CODE if inside != fence else _PLAIN)
        if inside or fence:
            self.setFormat(0, self.currentBlock().length(), self._formats["sign" if fence else "code"])
            return
        found = marks(text)
        if found:
            self._style(text, found)

    def _style(self, text: str, found: list[Mark]) -> None:
        """Qt counts UTF-16 units: letters outside the BMP take two."""
        wide = [] if max(text) <= "\uffff" else [at for at, char in enumerate(text) if char > "\uffff"]
        for start, end, style in found:
            first, last = start + bisect_left(wide, start), end + bisect_left(wide, end)
            self.setFormat(first, last - first, self._formats[style])

    def _on_theme_changed(self) -> None:
        self._formats = _formats()
        self.rehighlight()


def _formats() -> dict[str, QTextCharFormat]:
    found = {
        name: QTextCharFormat() for name in ("sign", "heading", "quote", "code", "strong", "emphasis", "link")
    }
    for name, color in (("sign", "text3"), ("quote", "text2"), ("code", "text2"), ("link", "accent")):
        found[name].setForeground(look.color(color))
    for name in ("heading", "strong"):
        found[name].setFontWeight(QFont.Weight.DemiBold)
    found["emphasis"].setFontItalic(True)
    found["link"].setFontUnderline(True)
    found["code"].setBackground(look.color("hover"))
    return found

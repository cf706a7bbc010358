"""A note in a panel, to be read: styled, its links opened safely."""

from ui.context import Context
from ui.widgets.links import open_link
from ui.widgets.markdown_view import MarkdownView


class NoteView(MarkdownView):
    """A longer note is cut: the page of its meeting has all of it."""

    def __init__(self, context: Context, note: str, most_letters: int = 600, most_lines: int = 12):
        words = note.strip()
        cut = words if len(words) <= most_letters else f"{words[:most_letters].rstrip()} …"
        super().__init__(cut, most_lines)
        self._context = context
        self.link_opened.connect(self._open_link)

    def _open_link(self, target: str) -> None:
        if message := open_link(target):
            self._context.show_message(message)

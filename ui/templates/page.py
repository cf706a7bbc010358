"""The page of the mails' words: every template by what it is for, and the editor of the selected one."""

import re

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.changes import Changes
from crm.drafts import mail_templates, template_preview
from crm.drafts.template_preview import Pair
from crm.drafts.template_table import GROUPS, TemplatePurpose
from ui.context import Context
from ui.page import Page
from ui.templates.editor import TemplateEditor
from ui.widgets.buttons import SearchButton
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardHeading, CardItem, CardRow, Mark
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_SHOWN = ("setting", "person")
_SHOWN = ("setting", "person")
_WORDS = "Goodturn drafts these and sends nothing. Make them sound like you."
_PANEL_WIDTH = 404
_FIELD = re.compile(r"\{[^{}\n]{1,40}\}")
_FIELD = re.compile(r"\{[^{}\n]{1,40}\}")


class TemplatesPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.editor: TemplateEditor | None = None
        self._purposes = {one.name: one for group in GROUPS for one in group.templates}
        self._pair: Pair | None = None
        self.list = CardList("Mails", "Enter changes its words")
        self.list.keep_gutter()
        main = QWidget()
        main.setLayout(column(self.list, margins=(32, 10, 32 - GUTTER, 12)))
        self._body = WithPanel(main, _PANEL_WIDTH)
        header = PageHeader("Words of your mails", _WORDS, SearchButton(context.one_box_requested.emit))
        whole = column(header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.add_action("Back to the original words", "", self._give_up)

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        if self._pair is None:
            self._pair = template_preview.first_pair(self.context.read)
        self.list.set_rows(self._rows())
        if self.editor is not None:
            self.editor.show_template()
        elif self.list.chosen() is None:
            self.list.choose_first()

    def focus_first(self) -> None:
        self.list.setFocus()

    def go_back(self) -> bool:
        focused = self.window().focusWidget()
        is_editing = self.editor is not None and focused is not None and self.editor.isAncestorOf(focused)
        is_over = self._body.is_overlay and self._body.panel.isVisible()
        if not (is_editing or is_over):
            return False
        self._body.close_panel()
        self.list.setFocus()
        return True

    def _rows(self) -> list[CardItem]:
        found: list[CardItem] = []
        for group in GROUPS:
            found.append(CardHeading(group.title))
            found += [self._row(one) for one in group.templates]
        return found

    def _row(self, template: TemplatePurpose) -> CardRow:
        own = mail_templates.own_words(self.context.read, template.name)
        body = (own or mail_templates.shipped(template.name)).body
        line = _FIELD.sub("…", max(body.split("\n"), key=lambda one: len(_FIELD.sub("", one))))
        marks = (Mark("your words", "good"),) if own is not None else ()
        return CardRow(template.name, template.purpose, line, marks=marks, icon="mail")

    def _show_chosen(self, item: CardItem | None) -> None:
        if not isinstance(item, CardRow):
            self.editor = None
            self._body.clear_panel()
        elif self.editor is None or self.editor.template.name != item.id:
            self._build_editor(self._purposes[item.id])

    def _build_editor(self, template: TemplatePurpose) -> None:
        pair = self._pair or template_preview.first_pair(self.context.read)
        owner = settings.value(self.context.read, settings.OWNER_NAME)
        self.editor = TemplateEditor(self.context, template, pair, owner)
        self.editor.pair_changed.connect(self._choose_pair)
        self._body.show_in_panel(self.editor)

    def _open(self, item: CardItem) -> None:
        self._body.open_panel()
        if self.editor is not None:
            self.editor.text.field.setFocus()
            self._body.show_focus()

    def _choose_pair(self, pair: Pair) -> None:
        self._pair = pair
        if self.editor is not None:
            self.editor.show_pair(pair)

    def _give_up(self) -> None:
        if self.editor is not None:
            self.editor.give_up()

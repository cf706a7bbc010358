"""Settings card of Today's rules: a description and a switch for each; promises cannot be switched off."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from crm.storage.reading import Reader
from crm.today import rule_words
from crm.today.rule_words import ALWAYS_ON, RULES, RuleDescription
from ui import use_cases
from ui.context import Context
from ui.theme.look import look
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines
from ui.widgets.switch import Switch

_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_NARROW = 420  # design pixels


class RuleLine(Line):
    """A rule and its switch. The title moves above the text if the line is narrow."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.layout()
        assert isinstance(inside, QBoxLayout)
        narrow = self.width() < look.px(_NARROW)
        inside.setDirection(_DOWN if narrow else _ACROSS)
        inside.setSpacing(look.px(2 if narrow else 10))


class RulesCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self.switches: dict[str, Switch] = {}
        self.body.addWidget(Lines(*(self._line(rule) for rule in RULES)))

    def show_choices(self, read: Reader) -> None:
        off = rule_words.disabled_rules(read)
        for name, switch in self.switches.items():
            switch.show_value(name not in off)

    def _line(self, rule: RuleDescription) -> Line:
        if rule.always_on:
            return RuleLine(rule.title, PlainLabel(f"{rule.description} {ALWAYS_ON}", "small", wrap=True))
        switch = Switch(rule.title, partial(self._set_enabled, rule.name))
        self.switches[rule.name] = switch
        return RuleLine(rule.title, PlainLabel(rule.description, "small", wrap=True), switch)

    def _set_enabled(self, rule: str, on: bool) -> None:
        use_case = use_cases.today.rule_words.turn_on if on else use_cases.today.rule_words.turn_off
        self._context.do_silently(use_case, rule)

"""The rules of Today: what each one shows, and a switch for each but one's own promises."""

from functools import partial

from crm.storage.reading import Reader
from crm.today import rule_words
from crm.today.rule_words import ALWAYS_ON, RULES, RuleWords
from ui import doing
from ui.context import Context
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines

_SWITCH = [(True, "on"), (False, "off")]


class RulesCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self.switches: dict[str, ChipChoice] = {}
        self.body.addWidget(Lines(*(self._line(rule) for rule in RULES)))

    def show_choices(self, read: Reader) -> None:
        off = rule_words.are_off(read)
        for name, switch in self.switches.items():
            switch.show_value(name not in off)

    def _line(self, rule: RuleWords) -> Line:
        if rule.always_on:
            return Line(rule.title, PlainLabel(f"{rule.words} {ALWAYS_ON}", "small", wrap=True))
        switch = ChipChoice(rule.title, _SWITCH, True, partial(self._turn, rule.name))
        self.switches[rule.name] = switch
        line = Line(rule.title, PlainLabel(rule.words, "small", wrap=True), switch)
        switch.setFixedWidth(switch.flow.minimumSize().width() * 2 + 12)
        return line

    def _turn(self, rule: str, on: bool) -> None:
        use_case = doing.today.rule_words.turn_on if on else doing.today.rule_words.turn_off
        self._context.do(use_case, rule, quiet=True)

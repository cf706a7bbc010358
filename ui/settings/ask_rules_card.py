"""Settings card of the ask checker: what it marks while an ask is written, with a switch for each rule."""

from functools import partial

from crm.asks.rules_off import RULES, AskRule, rules_off
from crm.storage.reading import Reader
from ui import use_cases
from ui.context import Context
from ui.settings.rules_card import RuleLine
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Lines
from ui.widgets.switch import Switch


class AskRulesCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self.switches: dict[str, Switch] = {}
        self.body.addWidget(Lines(*(self._line(rule) for rule in RULES)))

    def show_choices(self, read: Reader) -> None:
        off = rules_off(read)
        for name, switch in self.switches.items():
            switch.show_value(name not in off)

    def _line(self, rule: AskRule) -> RuleLine:
        switch = Switch(rule.title, partial(self._set_marked, rule.name))
        self.switches[rule.name] = switch
        return RuleLine(rule.title, PlainLabel(rule.description, "small", wrap=True), switch)

    def _set_marked(self, rule: str, on: bool) -> None:
        use_case = use_cases.asks.rules_off.turn_on if on else use_cases.asks.rules_off.turn_off
        self._context.do_silently(use_case, rule)

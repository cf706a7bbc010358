"""Labels of settings, and their values as text; internal settings are omitted."""

import json
from collections.abc import Callable

from crm.asks.rules_off import RULES as ASK_RULES
from crm.text.days_in_words import WEEKDAYS
from crm.today.rule_words import RULES

_TEMPLATE = "template."
_ON_OFF = {True: "on", False: "off"}


def _text(value: object) -> str:
    return _ON_OFF[value] if isinstance(value, bool) else str(value)


def _list(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else _text(value)


def _rules(value: object) -> str:
    return _titles({rule.name: rule.title for rule in RULES}, value)


def _ask_rules(value: object) -> str:
    return _titles({rule.name: rule.title for rule in ASK_RULES}, value)


def _titles(titles: dict[str, str], value: object) -> str:
    return ", ".join(titles.get(str(name), str(name)) for name in value) if isinstance(value, list) else ""


def _weekdays(value: object) -> str:
    days = value if isinstance(value, list) else []
    return ", ".join(WEEKDAYS[day] for day in days if isinstance(day, int) and 0 <= day < len(WEEKDAYS))


def _mail_words(stored: str) -> str:
    """The subject of the user's own words."""
    try:
        words = json.loads(stored)
    except ValueError:
        return stored
    return f"“{words[0]}”" if isinstance(words, list) and words else "as they came with Goodturn"


_LABELS: dict[str, tuple[str, Callable[[object], str]]] = {
    "owner.name": ("your name", _text),
    "owner.emails": ("your addresses", _list),
    "owner.want": ("your standing answer", _text),
    "theme": ("theme", _text),
    "text_size": ("text size", lambda value: f"{value} %"),
    "waking.from": ("reminders from", _text),
    "waking.until": ("reminders until", _text),
    "reminders.at": ("notification at", lambda value: _text(value) or "never"),
    "reminders.hide_names": ("names hidden", _text),
    "reminders.keep_in_tray": ("stays when closed", _text),
    "calendar.file": ("calendar file", _text),
    "calendar.watched": ("watched calendar", _text),
    "inbox.folder": ("folder your phone fills", lambda value: _text(value) or "none"),
    "today.most_rows": ("rows at most", _text),
    "today.rules_off": ("turned off on Today", _rules),
    "asks.rules_off": ("never marked in asks", _ask_rules),
    "today.days_off": ("days off", _weekdays),
    "today.quiet_days_off": ("quiet on days off", _text),
    "today.holidays_name": ("holidays of", _text),
}


def setting_label(key: str) -> str:
    """The label; "" for an internal setting."""
    if key.startswith(_TEMPLATE):
        return "words of a mail"
    return _LABELS[key][0] if key in _LABELS else ""


def format_setting(key: str, stored: object) -> str:
    """`stored` is the JSON text of the table; text that is not JSON is shown as it is."""
    if key.startswith(_TEMPLATE) and stored is not None:
        return _mail_words(str(stored))
    if key not in _LABELS or stored is None:
        return ""
    try:
        return _LABELS[key][1](json.loads(str(stored)))
    except ValueError:
        return str(stored)

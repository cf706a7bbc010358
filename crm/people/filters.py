"""Filter language of the people list: `standing:kept tag:food topic:pricing met:30d owe drifting` and plain words."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from crm import rhythm
from crm.errors import NotUnderstood
from crm.text.folding import fold

STANDINGS = ("kept", "parked", "resting")
LAST_IMPORT = 0
_DAYS_PER_UNIT = {"d": 1, "w": 7, "m": 30, "y": 365}
_HINT = (
    "Filters are standing:kept, rhythm:close, tag:…, topic:…, organisation:…, city:…, met:30d, imported:last, rhythm, "
    "drifting, owe, owed, no-next-step, and plain words."
)


class Filter(NamedTuple):
    """All conditions must hold. `met_within` is days back from today, 0 means this calendar month.
    `rhythm_days` 0 means no rhythm; `imported` is the step id of an import, or LAST_IMPORT."""

    standing: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    met_within: int | None = None
    has_rhythm: bool = False
    rhythm_days: int | None = None
    drifting: bool = False
    i_owe: bool = False
    owes_me: bool = False
    no_next_step: bool = False
    imported: int | None = None
    words: tuple[str, ...] = ()


CHIPS: tuple[tuple[str, str], ...] = (
    ("Everyone", "everyone"),
    ("With a rhythm", "rhythm"),
    ("Drifting", "drifting"),
    ("I owe", "owe"),
    ("Owe me", "owed"),
    ("Met this month", "met:month"),
    ("No next step", "no-next-step"),
)
"""(label, filter) of the chips of the People page."""


def filter_term(key: str, words: str) -> str:
    """The filter term for one tag or topic, as typed: `tag:"fine food"`."""
    return f'{key}:"{words.replace(chr(34), "")}"'


def parse(arguments: list[str] | str) -> Filter:
    """Parses command-line arguments, or one line typed in the window. Raises NotUnderstood."""
    parts = (
        split_terms(arguments)
        if isinstance(arguments, str)
        else [p for one in arguments for p in _split_argument(one)]
    )
    chosen = Filter()
    for part in parts:
        chosen = _add_term(chosen, part)
    return chosen


def _split_argument(argument: str) -> list[str]:
    """An argument quoted in the shell, `tag:fine food`, is one part; `standing:kept tag:food` is two."""
    text = argument.strip()
    one = re.match(r"\w+:", text) and not re.search(r"\s\w+:", text) and '"' not in text
    return [text] if one else split_terms(text)


def split_terms(text: str) -> list[str]:
    """The terms without their quotes. Splits at blanks outside double quotes: `tag:"fine food" owe`."""
    return [found[0].replace('"', "") for found in re.finditer(r'(?:[^\s"]|"[^"]*"?)+', text)]


def _add_term(chosen: Filter, part: str) -> Filter:
    key, colon, value = part.partition(":")
    if not colon:
        return _add_plain_word(chosen, part)
    folded = fold(value)
    if not folded:
        raise NotUnderstood(f"“{part}” lacks what it should look for. {_HINT}")
    match key.lower():
        case "standing" if folded in STANDINGS:
            return chosen._replace(standing=folded)
        case "rhythm":
            return chosen._replace(rhythm_days=rhythm.parse(value) or 0)
        case "tag":
            return chosen._replace(tags=(*chosen.tags, folded))
        case "topic":
            return chosen._replace(topics=(*chosen.topics, folded))
        case "organisation" | "organization" | "org":
            return chosen._replace(organisations=(*chosen.organisations, folded))
        case "city":
            return chosen._replace(cities=(*chosen.cities, folded))
        case "imported":
            return chosen._replace(imported=_parse_import_step(part, folded))
        case "met":
            return chosen._replace(met_within=_parse_days(part, folded))
    raise NotUnderstood(f"There is no filter “{part}”. {_HINT}")


def _add_plain_word(chosen: Filter, part: str) -> Filter:
    match part.lower():
        case "everyone":
            return Filter()
        case "owe":
            return chosen._replace(i_owe=True)
        case "owed":
            return chosen._replace(owes_me=True)
        case "drifting":
            return chosen._replace(drifting=True)
        case "rhythm":
            return chosen._replace(has_rhythm=True)
        case "no-next-step":
            return chosen._replace(no_next_step=True)
    return chosen._replace(words=(*chosen.words, fold(part))) if fold(part) else chosen


def _parse_import_step(part: str, text: str) -> int:
    if text == "last":
        return LAST_IMPORT
    if not re.fullmatch(r"[0-9]{1,9}", text) or not int(text):
        raise NotUnderstood(f"“{part}” needs the number of an import in the history, or “last”.")
    return int(text)


def _parse_days(part: str, text: str) -> int:
    if text in ("month", "this month"):
        return 0
    found = re.fullmatch(r"(\d{1,5})([dwmy])", text)
    if found is None or int(found[1]) == 0:
        raise NotUnderstood(f"“{part}” needs a span such as 30d, 6w, 3m or 1y.")
    return int(found[1]) * _DAYS_PER_UNIT[found[2]]


def met_since(chosen: Filter, today: date) -> date | None:
    """The first day of the `met_within` range, or None without that filter."""
    if chosen.met_within is None:
        return None
    if chosen.met_within == 0:
        return today.replace(day=1)
    return today - timedelta(days=min(chosen.met_within, today.toordinal() - 1))

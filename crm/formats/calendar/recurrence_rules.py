"""Parses recurrence rules (RRULE, RFC 5545). Rare features are refused with a sentence."""

from dataclasses import dataclass, replace

from crm.formats.calendar.event_times import moment

MAX_COUNT = 10_000
_MAX_INTERVAL = 10_000
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_OF_A_DAY = {"HOURLY": 24, "MINUTELY": 24 * 60}
_OF_YEARS = {"BYWEEKNO": "weeks of the year", "BYYEARDAY": "days of the year"}


class UnsupportedRuleError(ValueError):
    """A rule that is not supported; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`by_day` holds pairs of ordinal (or 0) and weekday; `until` is UNTIL as written; without `hour` or `minute`, those of the start."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0
    by_week_no: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    hour: int | None = None
    minute: int | None = None


def parse_rule(text: str) -> Rule:
    """Raises UnsupportedRuleError."""
    parts = {}
    for part in text.strip().upper().split(";")[:40]:
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    _refuse_unsupported(parts)
    frequency = parts.get("FREQ", "")
    count = _numbers(parts, "COUNT", 1, MAX_COUNT)
    rule = Rule(
        frequency,
        (_numbers(parts, "INTERVAL", 1, _MAX_INTERVAL) or (1,))[0],
        count[0] if count else None,
        parts.get("UNTIL", ""),
        tuple(_weekday(word) for word in _values(parts, "BYDAY")),
        _numbers(parts, "BYMONTHDAY", -31, 31),
        _numbers(parts, "BYMONTH", 1, 12),
        _numbers(parts, "BYSETPOS", -366, 366),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
        _numbers(parts, "BYWEEKNO", -53, 53),
        _numbers(parts, "BYYEARDAY", -366, 366),
        _single_time(parts, "BYHOUR", 23),
        _single_time(parts, "BYMINUTE", 59),
    )
    return rule if frequency in _FREQUENCIES else _in_days(rule)


def _refuse_unsupported(parts: dict[str, str]) -> None:
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES and frequency not in _OF_A_DAY:
        raise UnsupportedRuleError(f"it repeats {frequency.lower()[:20] or 'without saying how often'}")
    for name, words in _OF_YEARS.items():
        if parts.get(name) and frequency != "YEARLY":
            raise UnsupportedRuleError(f"it repeats {frequency.lower()} by {words}")
    if parts.get("BYEASTER"):
        raise UnsupportedRuleError("it repeats by Easter")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise UnsupportedRuleError(f"its repeat rule says RSCALE={parts.get('RSCALE', '')[:20]}")
    if parts.get("UNTIL") and moment(parts["UNTIL"], None) is None:
        raise UnsupportedRuleError(f"its repeat rule says UNTIL={parts['UNTIL'][:20].lower()}")


def _in_days(rule: Rule) -> Rule:
    """Every 24 hours is every day."""
    days, rest = divmod(rule.interval, _OF_A_DAY[rule.frequency])
    if rest or rule.hour is not None or rule.minute is not None:
        raise UnsupportedRuleError(f"it repeats {rule.frequency.lower()}")
    return replace(rule, frequency="DAILY", interval=days)


def _single_time(parts: dict[str, str], name: str, maximum: int) -> int | None:
    found = {_number(word, name, 0, maximum) for word in _values(parts, name)}
    if len(found) > 1:
        raise UnsupportedRuleError("it repeats several times a day")
    return found.pop() if found else None


def _values(parts: dict[str, str], name: str) -> list[str]:
    return [word.strip() for word in parts.get(name, "").split(",")[:400] if word.strip()]


def _numbers(parts: dict[str, str], name: str, minimum: int, maximum: int) -> tuple[int, ...]:
    """Parse a list of numbers, none of which may be 0."""
    found = tuple(_number(word, name, minimum, maximum) for word in _values(parts, name))
    if 0 in found:
        raise UnsupportedRuleError(f"its repeat rule says {name}=0")
    return found


def _number(word: str, name: str, minimum: int, maximum: int) -> int:
    digits = word.lstrip("+-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 9:
        number = -int(digits) if word.startswith("-") else int(digits)
        if minimum <= number <= maximum:
            return number
    raise UnsupportedRuleError(f"its repeat rule says {name}={word[:20]}")


def _weekday(word: str) -> tuple[int, int]:
    if word[-2:] not in _DAYS:
        raise UnsupportedRuleError(f"its repeat rule says BYDAY={word[:20]}")
    ordinal = _numbers({"BYDAY": word[:-2]}, "BYDAY", -53, 53)
    return (ordinal[0] if ordinal else 0), _DAYS.index(word[-2:])

"""A repeat rule (RFC 5545, RRULE) taken apart. What hardly any calendar writes is refused in words."""

from dataclasses import dataclass, replace

from crm.formats.calendar.event_times import moment

MOST_TIMES = 10_000
_MOST_INTERVAL = 10_000
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_OF_A_DAY = {"HOURLY": 24, "MINUTELY": 24 * 60}
_OF_YEARS = {"BYWEEKNO": "weeks of the year", "BYYEARDAY": "days of the year"}


class OddRule(ValueError):
    """A rule that is not followed; it says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`by_day` holds (ordinal or 0, weekday); `until` is UNTIL as written; without `hour` or `minute` those of the start."""

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


def rule_of(text: str) -> Rule:
    """Raises OddRule."""
    parts = {}
    for part in text.strip().upper().split(";")[:40]:
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    _refuse(parts)
    frequency = parts.get("FREQ", "")
    count = _numbers(parts, "COUNT", 1, MOST_TIMES)
    rule = Rule(
        frequency,
        (_numbers(parts, "INTERVAL", 1, _MOST_INTERVAL) or (1,))[0],
        count[0] if count else None,
        parts.get("UNTIL", ""),
        tuple(_weekday(word) for word in _listed(parts, "BYDAY")),
        _numbers(parts, "BYMONTHDAY", -31, 31),
        _numbers(parts, "BYMONTH", 1, 12),
        _numbers(parts, "BYSETPOS", -366, 366),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
        _numbers(parts, "BYWEEKNO", -53, 53),
        _numbers(parts, "BYYEARDAY", -366, 366),
        _one_time(parts, "BYHOUR", 23),
        _one_time(parts, "BYMINUTE", 59),
    )
    return rule if frequency in _FREQUENCIES else _in_days(rule)


def _refuse(parts: dict[str, str]) -> None:
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES and frequency not in _OF_A_DAY:
        raise OddRule(f"it repeats {frequency.lower()[:20] or 'without saying how often'}")
    for name, words in _OF_YEARS.items():
        if parts.get(name) and frequency != "YEARLY":
            raise OddRule(f"it repeats {frequency.lower()} by {words}")
    if parts.get("BYEASTER"):
        raise OddRule("it repeats by Easter")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise OddRule(f"its repeat rule says RSCALE={parts.get('RSCALE', '')[:20]}")
    if parts.get("UNTIL") and moment(parts["UNTIL"], None) is None:
        raise OddRule(f"its repeat rule says UNTIL={parts['UNTIL'][:20].lower()}")


def _in_days(rule: Rule) -> Rule:
    """Every 24 hours is every day."""
    days, rest = divmod(rule.interval, _OF_A_DAY[rule.frequency])
    if rest or rule.hour is not None or rule.minute is not None:
        raise OddRule(f"it repeats {rule.frequency.lower()}")
    return replace(rule, frequency="DAILY", interval=days)


def _one_time(parts: dict[str, str], name: str, most: int) -> int | None:
    found = {_number(word, name, 0, most) for word in _listed(parts, name)}
    if len(found) > 1:
        raise OddRule("it repeats several times a day")
    return found.pop() if found else None


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return [word.strip() for word in parts.get(name, "").split(",")[:400] if word.strip()]


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    """None of them is 0."""
    found = tuple(_number(word, name, least, most) for word in _listed(parts, name))
    if 0 in found:
        raise OddRule(f"its repeat rule says {name}=0")
    return found


def _number(word: str, name: str, least: int, most: int) -> int:
    digits = word.lstrip("+-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 9:
        number = -int(digits) if word.startswith("-") else int(digits)
        if least <= number <= most:
            return number
    raise OddRule(f"its repeat rule says {name}={word[:20]}")


def _weekday(word: str) -> tuple[int, int]:
    if word[-2:] not in _DAYS:
        raise OddRule(f"its repeat rule says BYDAY={word[:20]}")
    ordinal = _numbers({"BYDAY": word[:-2]}, "BYDAY", -53, 53)
    return (ordinal[0] if ordinal else 0), _DAYS.index(word[-2:])

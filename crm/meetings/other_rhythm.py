"""The named rhythm next to a chosen one: closer, or slower."""

from crm.rhythm import DAYS_BY_NAME

_NAMED = sorted(DAYS_BY_NAME.values())


def closer(days: int | None) -> int | None:
    """Without a rhythm: twice a year. None if there is no closer one."""
    if days is None:
        return DAYS_BY_NAME["in_touch"]
    return next((one for one in reversed(_NAMED) if one < days), None)


def slower(days: int | None) -> int | None:
    """None without a rhythm, and if there is no slower one."""
    return None if days is None else next((one for one in _NAMED if one > days), None)

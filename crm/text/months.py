"""Months counted from an anchor day, so that no repeat drifts: 31 January and two months is 31 March."""

from datetime import date


def months_after(day: date, months: int) -> date | None:
    """The same day so many months on (or back), or the last of a shorter month; None beyond the calendar."""
    from dateutil.relativedelta import relativedelta  # at first use: nothing before the first paint needs it

    try:
        return day + relativedelta(months=months)
    except (OverflowError, ValueError):
        return None

"""Month arithmetic counted from an anchor day, so that repeats do not drift: 31 January plus two months is 31 March."""

from datetime import date


def months_after(day: date, months: int) -> date | None:
    """The same day a number of months later (or earlier), or the last day of a shorter month; None outside the calendar."""
    # Imported on first use: not needed before the first paint.
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(months=months)
    except (OverflowError, ValueError):
        return None

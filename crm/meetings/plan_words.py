"""The words of a plan as Log reads them: signs in front left out, "at 3" as a clock, "call Ana" as "call with Ana"."""

import re
import unicodedata

from crm.capture.date_phrases import find_dates
from crm.capture.tokens import tokens
from crm.capture.typed_time import hour_of_figure
from crm.capture.vocabulary import one_of, words
from crm.text.folding import fold

_AHEAD = "Plan "  # before it, Log reads a bare weekday as the next one
# "at 10" and "at 3": an hour, unless a street or another figure follows.
_HOUR = re.compile(
    r"\bat (\d{1,2})(?=\s*(?:$|[,;]|[.](?:\s|$)|\s(?:at|in|on|with|to|for|about|by|next|this|tomorrow|today|and)\b))",
    re.I,
)
_MARK = re.compile(r"\s{0,10}[,:;–—-]\s{0,10}")
_SIGNS = ("So", "Sk", "Cf", "Mn", "Me", "Zs", "Cc", "Pd", "Po")  # emoji with their joiners, bullets, blanks
_KEPT = "@#\"'&"


def words_of_plan(text: str) -> str:
    """Ready to be read; begins with "Plan"."""
    typed = _with_partner(_day_joined(with_clock(_without_signs_in_front(text))))
    return typed if fold(typed).startswith("plan") else _AHEAD + typed


def without_pictures(text: str) -> str:
    """Emoji as blanks."""
    return "".join(
        " " if unicodedata.category(one) in ("So", "Sk") or one in "\ufe0f\u200d" else one for one in text
    )


def with_clock(text: str) -> str:
    """ "at 3" as "at 15:00": in a plan, a bare figure after "at" is an hour."""

    def clock(found: re.Match[str]) -> str:
        hour = hour_of_figure(found[1])
        return f"at {hour}" if hour else found[0]

    return _HOUR.sub(clock, text)


def _without_signs_in_front(text: str) -> str:
    start = 0
    while start < len(text) and unicodedata.category(text[start]) in _SIGNS and text[start] not in _KEPT:
        start += 1
    return text[start:]


def _with_partner(text: str) -> str:
    """ "call Ana" and "with Ana" name no meeting for Log, as in its texts they tell of what happened."""
    found = tokens(text)
    first, second = (found[at].low if at < len(found) else "" for at in range(2))
    if first in one_of("plans", "alone"):
        return f"meeting {text}"
    noun = words("plans")["calls"].get(first)
    if noun and second and second not in one_of("plans", "not_called"):
        return f"{noun} with{text[found[0].end :]}"
    return text


def _day_joined(text: str) -> str:
    """ "Tomorrow: coffee with Ana" without the mark, which would part the day from the meeting."""
    found = tokens(text)
    dates = find_dates(found)
    if not dates or dates[0].first > 0 or dates[0].last >= len(found):
        return text
    end = found[dates[0].last - 1].end
    mark = _MARK.match(text, end)
    return f"{text[:end]} {text[mark.end() :]}" if mark else text

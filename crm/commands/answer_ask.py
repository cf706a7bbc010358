"""The answer to an ask: yes, no, or not now until a day, in their words."""

from datetime import date

from crm.asks import asking
from crm.capture.typed_day import parse_day
from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import NotUnderstood
from crm.text.months import months_after
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.things.one import document

_ANSWERS = ("yes", "no", "not_now")
_MONTHS_WITHOUT_DAY = 6
_LONGEST_DAY = 5  # words: "in two and a half months"


def run_for_ask(call: Call) -> int:
    key = parse_key(call.words[0])
    document(call.read, key)
    if len(call.words) < 2:
        raise UsageError("Say KEY and the ANSWER: yes, no or not_now.", call.request.command)
    said = readable(call.words[1]).lower().replace("-", "_")
    words = [readable(word) for word in call.words[2:]]
    if said not in _ANSWERS:
        raise NotUnderstood(f"“{call.words[1]}” is no answer to an ask. It is yes, no or not_now.")
    until, rest = _until(words, call.today) if said == "not_now" else (None, words)
    if said != "not_now" and _is_plain_date(words):
        raise NotUnderstood("Only “not now” has a day.")
    with call.work() as work:
        if said == "yes":
            asking.answer_yes(work, key.id, " ".join(rest))
        elif said == "no":
            asking.answer_no(work, key.id, " ".join(rest))
        else:
            later = until or months_after(call.today, _MONTHS_WITHOUT_DAY)
            asking.answer_not_now(work, key.id, later or call.today, " ".join(rest))
    found = document(call.read, key)
    return call.answer(found, thing_lines(found))


def _until(words: list[str], today: date) -> tuple[date | None, list[str]]:
    """The longest beginning that is a day, and the words after it. One argument may hold both."""
    split = " ".join(words).split()
    for length in range(min(len(split), _LONGEST_DAY), 0, -1):
        day = parse_day(" ".join(split[:length]).removeprefix("until "), today, forward=True)
        if day is not None:
            return day, split[length:]
    return None, words


def _is_plain_date(words: list[str]) -> bool:
    try:
        return len(words) == 1 and bool(date.fromisoformat(words[0].strip()))
    except ValueError:
        return False

"""`answer KEY PERSON ANSWER [UNTIL]`: of a side of an introduction: asked, yes, no, later until a day."""

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.introductions import answer_with_introduction, find_introduction
from crm.errors import NotUnderstood
from crm.introductions.introduction_list import IntroductionRecord, by_id
from crm.introductions.side_answers import answer
from crm.people.lookup import find_person
from crm.storage.reading import Reader
from crm.text.folding import fold
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.today.snooze_until import parse_until

_LATER = "in a month"  # for "later" without a day


def run_for_introduction(call: Call) -> int:
    words = [readable(word) for word in call.words]
    parse_key(words[0])
    if len(words) < 3:
        raise UsageError("Say KEY, PERSON and the ANSWER: asked, yes, no or later.", call.request.command)
    given = words[2].strip().lower().replace(" ", "_").replace("-", "_")
    when = " ".join(words[3:]) or (_LATER if given == "later" else "")
    until = parse_until(when, call.today) if when else None
    with call.work() as work:
        introduction_id = find_introduction(work, words[0])
        [record] = by_id(work.read, [introduction_id])
        answer(work, introduction_id, _place(work.read, record, words[1]), given, until)
    return answer_with_introduction(call, introduction_id)


def _place(read: Reader, record: IntroductionRecord, words: str) -> int:
    """The side, 1 or 2. A first name is enough: there are two people only. Raises NothingFound, ChoiceNeeded,
    NotUnderstood."""
    wanted = fold(words)
    for names in ([fold(one.name) for one in record.people], [fold(one.first_name) for one in record.people]):
        if names.count(wanted) == 1:
            return names.index(wanted) + 1
    person_id = find_person(read, words)
    ids = [one.id for one in record.people]
    if person_id not in ids:
        raise NotUnderstood("This person is on neither side of the introduction.")
    return ids.index(person_id) + 1

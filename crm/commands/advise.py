"""`advise PERSON WORDS [--received]`: notes advice given, or received, without a meeting."""

from collections.abc import Sequence

from crm.advice import noting
from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import ChoiceNeeded, NothingFound
from crm.people.lookup import find_person
from crm.storage.reading import Reader
from crm.text.outside_text import readable
from crm.things.key import Key
from crm.things.one import document


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    person_id, length = _person(call.read, words)
    advised = " ".join(words[length:])
    if not advised.strip():
        raise UsageError("Say what was advised, after the PERSON.", call.request.command)
    direction = "received" if "received" in call.request.switches else "given"
    with call.work() as work:
        advice_id = noting.note(work, person_id, noting.NewAdvice(direction, advised))
    found = document(call.read, Key("advice", advice_id))
    return call.answer(found, thing_lines(found))


def _person(read: Reader, words: Sequence[str]) -> tuple[int, int]:
    """The person named by the longest beginning of the words, and its length; at least one word is left."""
    problem: ChoiceNeeded | None = None
    for length in range(len(words) - 1, 0, -1):
        try:
            return find_person(read, " ".join(words[:length])), length
        except ChoiceNeeded as choice:
            problem = problem or choice
        except NothingFound:
            continue
    if problem is not None:
        raise problem
    raise NothingFound(f"Nobody here is called “{words[0]}”.")

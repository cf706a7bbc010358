"""`unmerge PERSON [NUMBER]`: reverses a merge into this person, or lists the merges."""

from crm.commands.command_call import Call
from crm.errors import NotUnderstood
from crm.people.lookup import find_person
from crm.people.merged_entries import MergedEntry, merged_entries
from crm.people.unmerging import take_apart
from crm.text.outside_text import readable


def run(call: Call) -> int:
    person = find_person(call.read, readable(call.words[0]))
    found = merged_entries(call.read, person)
    if len(call.words) == 1 and len(found) != 1:
        return _list_merges(call, found)
    one = _chosen(found, call.words[1] if len(call.words) > 1 else "1")
    with call.work() as work:
        back = take_apart(work, one.id)
        label = work.label
    return call.answer({"id": back, "name": one.name, "label": label}, [f"{label}."])


def _list_merges(call: Call, found: list[MergedEntry]) -> int:
    """The latest merge has number 1."""
    document = [{"number": n, "name": one.name, "at": one.at} for n, one in enumerate(found, 1)]
    lines = [f"{line['number']}  {line['name']}, merged on {str(line['at'])[:10]}" for line in document]
    return call.answer({"merged": document}, lines or ["Nobody was merged into this person."])


def _chosen(found: list[MergedEntry], number: str) -> MergedEntry:
    if not found:
        raise NotUnderstood("Nobody was merged into this person; nothing was changed.")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(found)):
        raise NotUnderstood(
            f"There is no merge “{number}”; without a number they are listed. Nothing was changed."
        )
    return found[int(number) - 1]

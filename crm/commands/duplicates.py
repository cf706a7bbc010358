"""`duplicates`: pairs that may be one person, the surest first."""

from crm.commands.command_call import Call
from crm.people.duplicates import SAME_PERSON_SCORE, duplicates


def run(call: Call) -> int:
    found = duplicates(call.read)
    pairs = [
        {"ids": list(one.ids), "names": list(one.names), "score": one.score, "evidence": list(one.evidence)}
        for one in found
    ]
    lines = [
        f"{'same' if one.score >= SAME_PERSON_SCORE else 'possible':<9}{one.ids[0]:>6} {one.names[0]} and {one.ids[1]} {one.names[1]}: "
        f"{', '.join(one.evidence)}"
        for one in found
    ]
    return call.answer({"pairs": pairs}, lines or ["No two entries look like one person."])

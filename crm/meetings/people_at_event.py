"""Who of an event counts as contact: up to five named people; of more, and of one ahead, those promised something."""

from collections.abc import Iterator, Sequence

from crm.capture.draft import Draft, NamedPerson
from crm.text.folding import fold

MOST_CHOSEN = 5


def quiet_people(draft: Draft) -> Sequence[NamedPerson]:
    """The people of the draft's meeting who were only seen at a large event, or are only hoped for at a planned one."""
    meeting = draft.meeting
    if meeting is None or meeting.kind != "event":
        return ()
    if meeting.state == "happened" and len(meeting.people) <= MOST_CHOSEN:
        return ()
    chosen = list(dict.fromkeys(_key(one) for one in _in_promises(draft)))
    there = {_key(one) for one in meeting.people}
    counted = [key for key in chosen if key in there][:MOST_CHOSEN]
    return [one for one in meeting.people if _key(one) not in counted]


def _in_promises(draft: Draft) -> Iterator[NamedPerson]:
    for promise in draft.promises:
        yield from promise.people
        if promise.by is not None:
            yield promise.by
    yield from (one.person for one in draft.advice)


def _key(one: NamedPerson) -> tuple[int | None, str]:
    return one.person_id, fold(one.name)

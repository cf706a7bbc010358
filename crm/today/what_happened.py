"""What the user says happened while ticking a row: understood as if the row's people had been named first."""

from collections.abc import Sequence
from datetime import date

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.people.short_names import PersonRef
from crm.promises.promise_titles import join_names


def understood(
    said: str, today: date, names: Names, people: Sequence[PersonRef], in_touch: bool = False
) -> Draft:
    """A draft that always has a meeting: the one the text tells of, else a message with the row's people.

    With `in_touch` those were there whoever else the text names.
    """
    known = [NamedPerson(who.name, who.name, "known", who.id) for who in people if who.id is not None]
    draft = understand(said, today, names) if said else _nothing_said(today)
    if draft.meeting is None:
        draft = _as_message(said, today, names, known)
    meeting = draft.meeting or DraftMeeting("message", "happened", today, note=said)
    missing = [one for one in known if one.person_id not in {some.person_id for some in meeting.people}]
    meeting.people += missing if in_touch or not meeting.people else []
    if meeting.kind == "message":
        meeting.direction = "both"
    there = {one.person_id for one in draft.people}
    draft.people += [one for one in meeting.people if one.person_id not in there]
    draft.meeting, draft.text = meeting, said
    return draft


def _nothing_said(today: date) -> Draft:
    """Nothing to read, so nothing to misread: a name such as "Person 14" would be read as something else."""
    return Draft(text="", meeting=DraftMeeting("message", "happened", today))


def _as_message(said: str, today: date, names: Names, known: Sequence[NamedPerson]) -> Draft:
    """Read behind "Message with Ana Ruiz.", so that "she" and "her" point to her."""
    lead = f"Message with {join_names([one.name for one in known])}. " if known else ""
    draft = understand(f"{lead}{said}", today, names, {one.name: one.person_id for one in known})
    draft.spans = []  # they count from the lead, and nothing underlines a text already entered
    return draft

"""Parses what the user says happened when marking a row done, as if the row's people had been named first."""

from collections.abc import Sequence
from datetime import date

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.people.short_names import PersonRef
from crm.promises.promise_titles import join_names


def parse_what_happened(
    text: str, today: date, names: Names, people: Sequence[PersonRef], in_touch: bool = False
) -> Draft:
    """A draft that always has a meeting: the one in the text, else a message with the row's people.

    With `in_touch` the row's people take part even if the text names others.
    """
    known = [
        NamedPerson(person.name, person.name, "known", person.id)
        for person in people
        if person.id is not None
    ]
    draft = understand(text, today, names) if text else _empty_draft(today)
    if draft.meeting is None:
        draft = _parse_as_message(text, today, names, known)
    meeting = draft.meeting or DraftMeeting("message", "happened", today, note=text)
    missing = [
        person
        for person in known
        if person.person_id not in {attendee.person_id for attendee in meeting.people}
    ]
    meeting.people += missing if in_touch or not meeting.people else []
    if meeting.kind == "message":
        meeting.direction = "both"
    present = {person.person_id for person in draft.people}
    draft.people += [person for person in meeting.people if person.person_id not in present]
    draft.meeting, draft.text = meeting, text
    return draft


def _empty_draft(today: date) -> Draft:
    """Used instead of parsing an invented sentence: a name such as "Person 14" could be misread."""
    return Draft(text="", meeting=DraftMeeting("message", "happened", today))


def _parse_as_message(text: str, today: date, names: Names, known: Sequence[NamedPerson]) -> Draft:
    """Parses the text after "Message with Ana Ruiz.", so that pronouns refer to her."""
    prefix = f"Message with {join_names([person.name for person in known])}. " if known else ""
    draft = understand(f"{prefix}{text}", today, names, {person.name: person.person_id for person in known})
    draft.spans = []  # offsets count from the prefix, and a finished text is not underlined anyway
    return draft

"""Writing what is prepared before a meeting: questions, offers, and the answer to "what can I do for you?"."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.meetings.meeting_lines import MOST_QUESTIONS, OFFER, QUESTION
from crm.meetings.planning import describe
from crm.model import Meeting, MeetingLine
from crm.text.folding import fold
from crm.text.typed_text import line
from crm.unit_of_work import UnitOfWork

_NOUNS = {QUESTION: "a question", OFFER: "an offer"}


def add(work: UnitOfWork, meeting_id: int, part: str, words: str) -> None:
    """Adds a line at the end, unless the meeting has it already. Raises NotUnderstood for an empty one, and for a
    fourth question at an event.
    """
    meeting, there = _meeting(work, meeting_id), _stored(work, meeting_id, part)
    text = _filled(words, part)
    if fold(text) not in [fold(one.words) for one in there]:
        _check_count(meeting, part, len(there) + 1)
        place = max((one.place for one in there), default=0) + 1
        work.session.add(MeetingLine(meeting_id=meeting_id, part=part, place=place, words=text))
        work.flush()
    work.label = f"Wrote {_NOUNS[part]} for {describe(work, meeting)}"


def change(work: UnitOfWork, line_id: int, words: str) -> None:
    """Puts one line right; empty words remove it. Raises NotUnderstood if it is gone."""
    found = _line(work, line_id)
    meeting, text = _meeting(work, found.meeting_id), line(words).strip()
    if not fold(text):
        remove(work, line_id)
        return
    found.words = text
    work.label = f"Changed {_NOUNS[found.part]} for {describe(work, meeting)}"


def remove(work: UnitOfWork, line_id: int) -> None:
    """Raises NotUnderstood if it is gone."""
    found = _line(work, line_id)
    meeting, noun = _meeting(work, found.meeting_id), _NOUNS[found.part]
    work.session.delete(found)
    work.flush()
    work.label = f"Took away {noun} for {describe(work, meeting)}"


def move(work: UnitOfWork, line_id: int, steps: int) -> None:
    """Moves a line up (negative) or down among the lines of its part; past an end it stays there."""
    found = _line(work, line_id)
    there = _stored(work, found.meeting_id, found.part)
    at = there.index(found)
    there.insert(max(0, min(at + steps, len(there) - 1)), there.pop(at))
    for place, one in enumerate(there, 1):
        one.place = place
    work.label = f"Reordered what to ask at {describe(work, _meeting(work, found.meeting_id))}"


def remove_words(work: UnitOfWork, meeting_id: int, part: str, words: str) -> None:
    """Removes the line with these words. Raises NotUnderstood if there is none."""
    wanted = fold(line(words))
    found = next((one for one in _stored(work, meeting_id, part) if fold(one.words) == wanted), None)
    if found is None:
        raise NotUnderstood(f"There is no {part} “{line(words)}” for this meeting.")
    work.session.delete(found)
    work.flush()


def replace(work: UnitOfWork, meeting_id: int, part: str, texts: Sequence[str]) -> None:
    """These lines and no others; a line that is there already keeps its row. Raises NotUnderstood as `add` does."""
    wanted = {fold(text): text for text in (line(one).strip() for one in texts) if fold(text)}
    _check_count(_meeting(work, meeting_id), part, len(wanted))
    there = {fold(one.words): one for one in _stored(work, meeting_id, part)}
    for folded, one in there.items():
        if folded not in wanted:
            work.session.delete(one)
    for place, (folded, text) in enumerate(wanted.items(), 1):
        if folded in there:
            there[folded].place, there[folded].words = place, text
        else:
            work.session.add(MeetingLine(meeting_id=meeting_id, part=part, place=place, words=text))
    work.flush()


def set_want(work: UnitOfWork, meeting_id: int, words: str) -> None:
    """The answer to "what can I do for you?" of this meeting; empty: the standing answer holds."""
    meeting = _meeting(work, meeting_id)
    meeting.want = line(words).strip()
    work.label = f"Wrote what I would ask for at {describe(work, meeting)}"


def _stored(work: UnitOfWork, meeting_id: int, part: str) -> list[MeetingLine]:
    chosen = select(MeetingLine).where(MeetingLine.meeting_id == meeting_id, MeetingLine.part == part)
    return list(work.session.scalars(chosen.order_by(MeetingLine.place, MeetingLine.id)))


def _meeting(work: UnitOfWork, meeting_id: int) -> Meeting:
    found = work.session.get(Meeting, meeting_id)
    if found is None:
        raise NotUnderstood("This meeting is no longer in the book.")
    return found


def _line(work: UnitOfWork, line_id: int) -> MeetingLine:
    found = work.session.get(MeetingLine, line_id)
    if found is None:
        raise NotUnderstood("This line is no longer there.")
    return found


def _check_count(meeting: Meeting, part: str, count: int) -> None:
    if meeting.kind == "event" and part == QUESTION and count > MOST_QUESTIONS:
        raise NotUnderstood("Three questions are enough for one event. Change one of them instead.")


def _filled(words: str, part: str) -> str:
    text = line(words).strip()
    if not fold(text):
        raise NotUnderstood(f"{_NOUNS[part].capitalize()} needs words.")
    return text

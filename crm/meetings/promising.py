"""What a draft promises, written down: mine and theirs, introductions with their two sides, advice with its loop."""

from datetime import date

from crm.capture.draft import Draft, DraftAdvice, DraftPromise
from crm.meetings.roster import Roster
from crm.model import Advice, Introduction, IntroductionSide, Promise, PromisePerson
from crm.promises.kinds import default_due
from crm.unit_of_work import UnitOfWork

# The advice itself stands in the row that keeps the promise; these words only say what is owed.
_LOOPS = {"received": ("report_back", "what came of the advice"), "given": ("ask_after", "how it went")}


def promise(work: UnitOfWork, roster: Roster, said: DraftPromise, meeting_id: int | None) -> int:
    by = None if said.by is None else roster.keep([said.by])[0]
    people = roster.keep(said.people)
    noted = _promise(work, said.kind, said.what, by, meeting_id, said.due, said.due_said)
    for place, person_id in enumerate(people, 1):
        work.session.add(PromisePerson(promise_id=noted.id, person_id=person_id, place=place))
    if said.kind == "introduction" and by is None:
        _introduction(work, noted, people)
    work.session.flush()
    return noted.id


def _promise(
    work: UnitOfWork,
    kind: str,
    words: str,
    by: int | None,
    meeting_id: int | None,
    due: date | None,
    due_said: bool = False,
) -> Promise:
    noted = Promise(
        kind=kind,
        words=words,
        by_person_id=by,
        meeting_id=meeting_id,
        made_on=work.today,
        due_on=due,
        due_said=int(due_said),
    )
    work.session.add(noted)
    work.session.flush()
    return noted


def _introduction(work: UnitOfWork, noted: Promise, people: list[int]) -> None:
    """Two sides; where only one is a person, the other is kept by its words."""
    between = Introduction(promise_id=noted.id, state="offered")
    work.session.add(between)
    work.session.flush()
    for place, person_id in enumerate(people[:2], 1):
        work.session.add(IntroductionSide(introduction_id=between.id, place=place, person_id=person_id))
    other = noted.words.partition(" to ")[2].strip()
    if len(people) == 1 and other:
        work.session.add(IntroductionSide(introduction_id=between.id, place=2, name=other))


def advice(work: UnitOfWork, roster: Roster, draft: Draft, meeting_id: int | None) -> list[int]:
    """Keeps the advice; each person's opens one promise, unless the text makes that promise itself."""
    opened: dict[tuple[int, str], int] = {}
    for said in draft.advice:
        person_id = roster.keep([said.person])[0]
        kept = _advice(work, said, person_id, draft, meeting_id)
        kind, words = _LOOPS[said.direction]
        if (person_id, kind) in opened or _promised(roster, draft, kind, person_id):
            continue
        loop = _promise(work, kind, words, None, meeting_id, default_due(kind, work.today))
        loop.advice_id = kept.id
        work.session.add(PromisePerson(promise_id=loop.id, person_id=person_id, place=1))
        opened[person_id, kind] = loop.id
    work.session.flush()
    return list(opened.values())


def _advice(
    work: UnitOfWork, said: DraftAdvice, person_id: int, draft: Draft, meeting_id: int | None
) -> Advice:
    on = draft.meeting.on if draft.meeting else work.today
    kept = Advice(
        direction=said.direction, person_id=person_id, meeting_id=meeting_id, words=said.words, given_on=on
    )
    work.session.add(kept)
    work.session.flush()
    return kept


def _promised(roster: Roster, draft: Draft, kind: str, person_id: int) -> bool:
    mine = (one for one in draft.promises if one.by is None and one.kind == kind)
    return any(person_id in roster.ids(one.people) for one in mine)

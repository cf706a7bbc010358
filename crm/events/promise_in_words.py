"""A promise to one person in free words, read as Log reads it: "introduce her to Hana Abe", "send the survey"."""

from collections.abc import Iterator

from crm.capture.draft import Draft, DraftPromise
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.meetings.people_from_log import DraftPeople
from crm.meetings.promises_from_log import PromiseWriter
from crm.model import Person, Promise
from crm.promises import keeping
from crm.text.typed_text import line
from crm.unit_of_work import UnitOfWork


def add_promise(work: UnitOfWork, meeting_id: int, person_id: int, words: str) -> list[int]:
    """Words that Log would not take for a promise become a favour. Raises ChoiceNeeded for an unclear name."""
    typed = line(words)
    if not typed:
        raise NotUnderstood("Say what you can do.")
    person = work.session.get_one(Person, person_id)
    draft = _draft(work, person, typed)
    if draft is None:
        promise_id = keeping.add(work, "favour", typed.rstrip("."), [person_id])
        work.session.get_one(Promise, promise_id).meeting_id = meeting_id
        work.session.flush()
        return [promise_id]
    writer = PromiseWriter(work, DraftPeople(work, draft), meeting_id)
    ids = [writer.promise(one) for one in draft.promises]
    writer.write()
    work.session.flush()
    title = keeping.title_of(work, keeping.get_promise(work, ids[0]))
    work.label = f"Noted a promise: {title[:1].lower()}{title[1:]}"
    return ids


def _draft(work: UnitOfWork, person: Person, typed: str) -> Draft | None:
    """The promises of mine that concern the person, and nothing else of what Log understands."""
    names = Names.from_reader(work.read)
    for text in _readings(typed.rstrip(".")):
        found = understand(
            f"Met {person.full_name}. {text}.", work.today, names, {person.full_name: person.id}
        )
        promised = [one for one in found.promises if one.by is None]
        mine = [one for one in promised if _concerns(one, person)]
        if promised and not mine:
            return None  # to someone else; put into the words, the person would get the other's name
        if mine:
            named = [one for promise in mine for one in promise.people]
            unclear = next(
                (one for one in named if one.person_id is None and one.status == "ambiguous"), None
            )
            if unclear is not None:
                raise ChoiceNeeded(
                    f"More than one person fits {unclear.typed}: say which.", unclear.candidates
                )
            return Draft(typed, people=named, promises=mine)
    return None


def _readings(typed: str) -> Iterator[str]:
    """As typed; then with the person put in, who goes without saying here."""
    words = typed[:1].upper() + typed[1:]
    verb, _, rest = words.partition(" ")
    yield words
    yield f"I'll {typed[:1].lower()}{typed[1:]}"
    if rest:
        yield f"{verb} them {rest}"


def _concerns(promise: DraftPromise, person: Person) -> bool:
    return any(one.person_id == person.id for one in promise.people)

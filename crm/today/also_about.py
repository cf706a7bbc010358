"""What else there is about the people of a row, told in its why: a person has one row a day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from crm.asks import queries as asks
from crm.people.short_names import person_refs
from crm.promises.promise_titles import join_names
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.candidate import DATE, MOVED, MY_PROMISE, NOT_NOW, Candidate
from crm.today.new_jobs import new_role
from crm.today.row import Row
from crm.today.row_text import last_contact, new_job, not_now, promises

_TOLD = 2  # more than that in one row is a list, and nobody reads it there


def told(read: Reader, beside: Sequence[Candidate], today: date) -> Iterator[str]:
    """ "Also: send Ana Ruiz the pricing article, Monday", "Ana’s birthday is on Monday", "And two more"."""
    for one in beside[:_TOLD]:
        if one.group == MY_PROMISE:
            yield from _promise(read, one, today)
        elif one.group == NOT_NOW:
            yield from _not_now(read, one, today)
        else:
            yield from _person(read, one, today)
    if len(beside) > _TOLD:
        yield f"And {days_in_words.number(len(beside) - _TOLD)} more"


def told_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """Where two rows of a day would give the same reason, each begins with whom it is about."""
    times = Counter(row.why for row in rows)
    for row in rows:
        names = join_names([who.name for who in row.people])
        yield row._replace(why=f"{names}: {row.why}") if times[row.why] > 1 and names else row


def _promise(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    found = row_details.promise(read, one.subject_id)
    if found is not None:
        chip = f", {days_in_words.due_chip(one.due, today)}" if one.due else ""
        yield f"Also: {promises.inside(found)}{chip}"


def _not_now(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    said = asks.not_now_of(read, one.subject_id, today)
    if said is not None:
        yield not_now.beside(said, person_refs(read, [said.person_id])[said.person_id], today)


def _person(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    about = row_details.dated if one.key.startswith("date-") else row_details.person
    found = about(read, one.subject_id)
    if found is None:
        return
    if one.group == DATE and one.due:
        what = found.labelled.words if found.labelled else one.key.split("-")[0]
        yield f"{found.who.first_name}’s {what} is {days_in_words.on(one.due, today)}"
    elif one.group == MOVED:
        role = new_role(read, one.subject_id)
        yield from [new_job.told(found.who.first_name, role)] if role else []
    else:
        yield last_contact.lapsed(found, today)

"""What else there is about the people of a row, told in its why: a person has one row a day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from crm.asks import queries as asks
from crm.promises.titles import joined
from crm.storage.reading import Reader
from crm.today import days, details
from crm.today.candidate import DATE, MY_PROMISE, NOT_NOW, Candidate
from crm.today.row import Row
from crm.today.telling import closeness, not_now, promises
from crm.today.who import people


def told(read: Reader, beside: Sequence[Candidate], today: date) -> Iterator[str]:
    """ "Also: send Ana Ruiz the pricing article, Monday", "Ana’s birthday is on Monday"."""
    for one in beside:
        if one.group == MY_PROMISE:
            yield from _promise(read, one, today)
        elif one.group == NOT_NOW:
            yield from _not_now(read, one, today)
        else:
            yield from _person(read, one, today)


def told_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """Where two rows of a day would give the same reason, each begins with whom it is about."""
    times = Counter(row.why for row in rows)
    for row in rows:
        names = joined([who.name for who in row.people])
        yield row._replace(why=f"{names}: {row.why}") if times[row.why] > 1 and names else row


def _promise(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    found = details.promise(read, one.subject_id)
    if found is not None:
        chip = f", {days.due_chip(one.due, today)}" if one.due else ""
        yield f"Also: {promises.inside(found)}{chip}"


def _not_now(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    said = asks.not_now_of(read, one.subject_id, today)
    if said is not None:
        yield not_now.beside(said, people(read, [said.person_id])[said.person_id], today)


def _person(read: Reader, one: Candidate, today: date) -> Iterator[str]:
    found = details.person(read, one.subject_id)
    if found is None:
        return
    if one.group == DATE and one.due:
        yield f"{found.who.first_name}’s {one.key.split('-')[0]} is {days.on(one.due, today)}"
    else:
        yield closeness.lapsed(found, today)

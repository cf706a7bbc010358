"""Adds to a row's reason what else is due for the same people, since each person gets one row per day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from crm.asks import queries as asks
from crm.people.short_names import person_refs
from crm.promises import promise_titles
from crm.promises.promise_titles import join_names
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.candidate import DATE, MY_PROMISE, NEW_JOB, NOT_NOW, OWED, Candidate
from crm.today.new_jobs import role_change
from crm.today.row import Row
from crm.today.row_text import last_contact, new_job, not_now, promises

_MAX_SENTENCES = 2  # more would turn the row into a list that nobody reads


def describe_also(read: Reader, candidates: Sequence[Candidate], today: date) -> Iterator[str]:
    """ "Also: send Ana Ruiz the pricing article, Monday", "Ana’s birthday is on Monday", "And two more"."""
    for candidate in candidates[:_MAX_SENTENCES]:
        if candidate.group == MY_PROMISE:
            yield from _describe_promise(read, candidate, today)
        elif candidate.group == OWED:
            yield from _describe_owed(read, candidate)
        elif candidate.group == NOT_NOW:
            yield from _describe_not_now(read, candidate, today)
        else:
            yield from _describe_person(read, candidate, today)
    if len(candidates) > _MAX_SENTENCES:
        yield f"And {days_in_words.number(len(candidates) - _MAX_SENTENCES)} more"


def distinguish_reasons(rows: Sequence[Row]) -> Iterator[Row]:
    """Prefixes the names to reasons that occur in more than one row of the day."""
    times = Counter(row.why for row in rows)
    for row in rows:
        names = join_names([person.name for person in row.people])
        yield row._replace(why=f"{names}: {row.why}") if times[row.why] > 1 and names else row


def _describe_promise(read: Reader, candidate: Candidate, today: date) -> Iterator[str]:
    found = row_details.promise(read, candidate.subject_id)
    if found is not None:
        chip = f", {days_in_words.due_chip(candidate.due, today)}" if candidate.due else ""
        yield f"Also: {promises.title_in_sentence(found)}{chip}"


def _describe_owed(read: Reader, candidate: Candidate) -> Iterator[str]:
    found = row_details.promise(read, candidate.subject_id)
    if found is not None and found.by is not None:
        yield f"Also: {promise_titles.title_of_promise_by_other(found.words, found.by.name)}"


def _describe_not_now(read: Reader, candidate: Candidate, today: date) -> Iterator[str]:
    ask = asks.not_now_of(read, candidate.subject_id, today)
    if ask is not None:
        yield not_now.describe_in_other_row(ask, person_refs(read, [ask.person_id])[ask.person_id], today)


def _describe_person(read: Reader, candidate: Candidate, today: date) -> Iterator[str]:
    about = row_details.person_of_date if candidate.key.startswith("date-") else row_details.person
    found = about(read, candidate.subject_id)
    if found is None:
        return
    if candidate.group == DATE and candidate.due:
        what = found.labelled_date.label_or_default if found.labelled_date else candidate.key.split("-")[0]
        yield f"{found.ref.first_name}’s {what} is {days_in_words.on(candidate.due, today)}"
    elif candidate.group == NEW_JOB:
        role = role_change(read, candidate.subject_id)
        yield from [new_job.describe_change(found.ref.first_name, role)] if role else []
    else:
        yield last_contact.describe_in_other_row(found, today)

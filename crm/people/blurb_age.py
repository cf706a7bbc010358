"""A person's blurb grows old: after a year the user is asked whether their line is still true."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crm.people.fields import get_person
from crm.storage.reading import Reader
from crm.text.days_in_words import MONTHS
from crm.text.names import first_name

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_OLD_AFTER = timedelta(days=365)
_BLURB = (
    "SELECT full_name, given, blurb_on FROM person WHERE id = :id AND blurb <> '' AND blurb_on IS NOT NULL"
)


class OldBlurb(NamedTuple):
    person_id: int
    question: str


def old_blurb(read: Reader, person_id: int, today: date) -> OldBlurb | None:
    """The question about a line of over a year ago; None for a newer one, and where there is none."""
    row = read.one(_BLURB, id=person_id)
    on = date.fromisoformat(row["blurb_on"]) if row else today
    if row is None or today - on <= _OLD_AFTER:
        return None
    who = first_name(row["full_name"], row["given"])
    return OldBlurb(person_id, f"Your line about {who} is from {MONTHS[on.month - 1]} {on.year}. Still true?")


def confirm_blurb(work: "UnitOfWork", person_id: int) -> None:
    """The line is still true: its day is today."""
    person = get_person(work, person_id)
    person.blurb_on = work.today
    work.label = f"Your line about {person.full_name} is still true"

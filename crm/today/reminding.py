"""Notes that the user reminded somebody of their promise: it is offered once, and never again."""

from crm.errors import NotUnderstood
from crm.model import Person
from crm.promises import keeping
from crm.promises.promise_titles import title_of_promise_by_other, within_sentence
from crm.text import days_in_words
from crm.today.promised_to_me import reminded_on
from crm.today.snoozing import dismiss
from crm.unit_of_work import UnitOfWork


def mark_reminded(work: UnitOfWork, promise_id: int) -> None:
    """Its row of Today goes; the promise stays open. Raises NotUnderstood."""
    promise = keeping.get_promise(work, promise_id)
    if promise.by_person_id is None or promise.state != "open":
        raise NotUnderstood("Only an open promise of somebody else can be asked about.")
    by = work.session.get_one(Person, promise.by_person_id)
    before = reminded_on(work.read, promise_id)
    if before is not None:
        day = days_in_words.on(before, work.today)
        raise NotUnderstood(f"You asked {by.full_name} about it {day} already. Once is enough.")
    dismiss(work, f"owed-{promise_id}")
    work.label = f"Asked about it: {within_sentence(title_of_promise_by_other(promise.words, by.full_name))}"

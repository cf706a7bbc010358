"""Drafts the mail of a row of Today: recipients, subject and body."""

from collections.abc import Sequence
from datetime import date

from crm.advice import queries as advice_queries
from crm.drafts.addressing import in_second_person
from crm.drafts.advice_loop_mail import draft_loop
from crm.drafts.introduction_mail import draft_introduction
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person, recipients
from crm.drafts.presenting_sentence import presenting_sentence
from crm.drafts.promise_phrases import choose_template, find_recommendation
from crm.errors import NotUnderstood
from crm.promises import promise_titles
from crm.storage.reading import Reader
from crm.text.shared_phrases import where
from crm.today import row_details
from crm.today.new_jobs import role_change
from crm.today.row_details import PromiseDetails
from crm.today.row_text import new_job
from crm.today.rows import reason_for

_ITEM = "SELECT i.title, i.url, i.why FROM promise p JOIN item i ON i.id = p.item_id WHERE p.id = :id"
_ITEM_BY_TITLE = "SELECT i.title, i.url FROM item i WHERE i.title = :title ORDER BY i.id DESC LIMIT 1"

_WRITTEN_KINDS = ("message", "email", "letter")


def draft_for(read: Reader, key: str, today: date, owner: str = "") -> MailDraft:
    """The mail of the row with that key, signed by `owner`; for introductions the joint mail. Raises NotUnderstood."""
    what, _, number = key.partition("-")
    if not number.isdigit() or what == "meeting":
        raise NotUnderstood(f"There is no draft for “{key}”.")
    if what in ("promise", "owed"):
        return draft_of_promise(read, int(number), today, owner)
    return _to_person(read, what, int(number), today, owner)


def draft_of_promise(read: Reader, promise_id: int, today: date, owner: str = "") -> MailDraft:
    promise = row_details.promise(read, promise_id)
    if promise is None:
        raise NotUnderstood(f"There is no promise {promise_id}.")
    return draft_of_details(read, promise, today, owner)


def draft_of_details(read: Reader, promise: PromiseDetails, today: date, owner: str) -> MailDraft:
    """`people` of the promise are the recipients."""
    if promise.by is not None:
        return _owed(read, promise, owner)
    people = [draft_person(read, who.id, who.name) for who in promise.people]
    if promise.kind == "introduction":
        return draft_introduction(read, promise, people, today, owner)
    advice = advice_queries.of_promise(read, promise.id)
    if advice is not None:
        return draft_loop(read, advice, today, owner)
    return _recommendation(read, promise, people, owner) or _promised(read, promise, people, today, owner)


def _promised(
    read: Reader, promise: PromiseDetails, people: Sequence[DraftPerson], today: date, owner: str
) -> MailDraft:
    template, words = choose_template(promise, people)
    item = read.one(_ITEM, id=promise.id)
    if item:
        words |= {"thing": f"“{item['title']}”", "Thing": item["title"]}
    why = in_second_person(item["why"], recipients(people)) if item else ""
    more = {
        "link": item["url"] if item else "",
        "why": why,
        "met": _meeting_greeting(promise, today),
        "owner": owner,
    }
    return make_mail(read, template, people, {**words, **more})


def _recommendation(
    read: Reader, promise: PromiseDetails, people: Sequence[DraftPerson], owner: str
) -> MailDraft | None:
    """If the promise names both people, the mail goes to the recipient of the recommendation."""
    found = find_recommendation(promise) if promise.kind == "recommend" else None
    if found is None:
        return None
    one, other = (next(who for who in people if who.name == name) for name in found)
    words = {"one": one.name, "first": one.first_name, "about": presenting_sentence(one), "owner": owner}
    return make_mail(read, "recommend_to", [other], words, [one])


def _owed(read: Reader, promise: PromiseDetails, owner: str) -> MailDraft:
    by = draft_person(read, promise.by.id, promise.by.name) if promise.by else DraftPerson("", "")
    offered = promise_titles.title_of_promise_by_other(promise.words, by.name).removeprefix(
        f"{by.name} promised "
    )
    thing = offered.removeprefix("to ") if offered.startswith("to ") else f"let me have {offered[4:]}"
    return make_mail(read, "owed", [by], {"thing": in_second_person(thing, recipients([by])), "owner": owner})


def _to_person(read: Reader, what: str, person_id: int, today: date, owner: str) -> MailDraft:
    """`person_id` is an other_property id if `what` is "date"."""
    person = (
        row_details.person_of_date(read, person_id) if what == "date" else row_details.person(read, person_id)
    )
    if person is None or what not in ("stay_close", "open_door", "birthday", "anniversary", "date", "moved"):
        raise NotUnderstood(f"There is no draft for “{what}-{person_id}”.")
    to = draft_person(read, person.ref.id, person.ref.name)
    if what == "moved":
        role = role_change(read, person_id)
        now = new_job.role_phrase(role) if role else "elsewhere"
        return make_mail(read, what, [to], {"now": now, "owner": owner})
    if what not in ("stay_close", "open_door"):
        return make_mail(read, "birthday" if what == "birthday" else "anniversary", [to], {"owner": owner})
    return make_mail(read, "stay_close", [to], {"opening": _opening(read, person, to, today), "owner": owner})


def _opening(read: Reader, person: row_details.RowPerson, to: DraftPerson, today: date) -> str:
    """The reason for writing, the same as in the row. A shelf item is followed by its link."""
    opening = in_second_person(reason_for(read, person, today).opening, recipients([to]))
    row = (
        read.one(_ITEM_BY_TITLE, title=person.fitting_item[0])
        if person.fitting_item and person.fitting_item[0] in opening
        else None
    )
    return f"{opening}\n{row['url']}" if row and row["url"] else opening


def _meeting_greeting(promise: PromiseDetails, today: date) -> str:
    if promise.meeting_kind in _WRITTEN_KINDS:
        return "It was good to hear from you."
    place = where(promise.meeting_kind, promise.met_on, today)
    return f"It was good to talk {place}." if place else ""

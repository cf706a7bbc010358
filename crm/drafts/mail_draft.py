"""The mail behind a row of Today: to whom, about what, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.drafts import mail_templates
from crm.drafts.addressing import addressed
from crm.drafts.person_details import Subject, readers, subject
from crm.drafts.presenting_sentence import about
from crm.drafts.promise_phrases import recommended, worded
from crm.errors import NotUnderstood
from crm.promises import promise_titles
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import where
from crm.today import row_details
from crm.today.new_jobs import new_role
from crm.today.row_details import PromiseDetails, Side
from crm.today.row_text import new_job
from crm.today.rows import reason_for

_ITEM = "SELECT i.title, i.url, i.why FROM promise p JOIN item i ON i.id = p.item_id WHERE p.id = :id"
_FITTING = "SELECT i.title, i.url FROM item i WHERE i.title = :title ORDER BY i.id DESC LIMIT 1"

_WRITTEN = ("message", "email", "letter")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """`note` is for the user, about what is missing; empty where nothing is."""

    to: tuple[str, ...]
    subject: str
    body: str
    note: str = ""


def draft_for(read: Reader, key: str, today: date, owner: str = "") -> MailDraft:
    """The mail of the row with that key; an introduction is the joint mail. `owner` signs. Raises NotUnderstood."""
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
    if promise.by is not None:
        return _owed(read, promise, owner)
    people = [subject(read, who.id, who.name) for who in promise.people]
    if promise.kind == "introduction":
        return _introduction(promise, people, today, owner)
    if promise.advice:
        words = {
            "advice": _advice(promise, people, today),
            "tried": addressed(promise.tried, readers(people)),
        }
        return _mail("report_back", people, {**words, "owner": owner})
    return _recommendation(promise, people, owner) or _promised(read, promise, people, today, owner)


def draft_question(read: Reader, promise_id: int, place: int, owner: str = "") -> MailDraft:
    """Asking one side of an introduction whether it is welcome; what the other side said is never told."""
    promise = row_details.promise(read, promise_id)
    sides = (promise.sides or tuple(Side(who) for who in promise.people)) if promise else ()
    if len(sides) != 2 or place not in (1, 2):
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    one, other = (subject(read, side.who.id, side.who.name) for side in (sides[place - 1], sides[2 - place]))
    words = {"one": one.first_name, "other": other.name, "about_other": about(other), "owner": owner}
    return _mail("introduction_question", [one], words)


def _introduction(promise: PromiseDetails, people: Sequence[Subject], today: date, owner: str) -> MailDraft:
    if len(people) < 2 or any(who.name[:1].islower() for who in people):  # "my accountant" is nobody yet
        return MailDraft((), "", "", "Say who the other side is: then the mail to both is drafted here.")
    if promise.stage == "made":
        when = days_in_words.on(promise.introduced_on or today, today)
        return _mail("introduction_heard", people, {"when": when, "owner": owner})
    one, other = people[:2]
    reasons = [side.reason for side in promise.sides] or ["", ""]
    words = {
        "one": one.first_name,
        "other": other.first_name,
        "about_other": about(other, addressed(reasons[0], readers([one]))),
        "about_one": about(one, addressed(reasons[1], readers([other]))),
        "owner": owner,
    }
    return _mail("introduction", people[:2], words)


def _promised(
    read: Reader, promise: PromiseDetails, people: Sequence[Subject], today: date, owner: str
) -> MailDraft:
    template, words = worded(promise, people)
    item = read.one(_ITEM, id=promise.id)
    if item:
        words |= {"thing": f"“{item['title']}”", "Thing": item["title"]}
    why = addressed(item["why"], readers(people)) if item else ""
    more = {"link": item["url"] if item else "", "why": why, "met": _met(promise, today), "owner": owner}
    return _mail(template, people, {**words, **more})


def _recommendation(promise: PromiseDetails, people: Sequence[Subject], owner: str) -> MailDraft | None:
    """Of two who are named, it goes to the one who shall hear of the other."""
    found = recommended(promise) if promise.kind == "recommend" else None
    if found is None:
        return None
    one, other = (next(who for who in people if who.name == name) for name in found)
    words = {"one": one.name, "first": one.first_name, "about": about(one), "owner": owner}
    return _mail("recommend_to", [other], words)


def _owed(read: Reader, promise: PromiseDetails, owner: str) -> MailDraft:
    by = subject(read, promise.by.id, promise.by.name) if promise.by else Subject("", "")
    offered = promise_titles.title_of_promise_by_other(promise.words, by.name).removeprefix(
        f"{by.name} promised "
    )
    thing = offered.removeprefix("to ") if offered.startswith("to ") else f"let me have {offered[4:]}"
    return _mail("owed", [by], {"thing": addressed(thing, readers([by])), "owner": owner})


def _to_person(read: Reader, what: str, person_id: int, today: date, owner: str) -> MailDraft:
    """`person_id` is the id of the date, where that has a label of its own."""
    person = row_details.dated(read, person_id) if what == "date" else row_details.person(read, person_id)
    if person is None or what not in ("stay_close", "open_door", "birthday", "anniversary", "date", "moved"):
        raise NotUnderstood(f"There is no draft for “{what}-{person_id}”.")
    to = subject(read, person.who.id, person.who.name)
    if what == "moved":
        role = new_role(read, person_id)
        now = new_job.as_you_are(role) if role else "elsewhere"
        return _mail(what, [to], {"now": now, "owner": owner})
    if what not in ("stay_close", "open_door"):
        return _mail("birthday" if what == "birthday" else "anniversary", [to], {"owner": owner})
    return _mail("stay_close", [to], {"opening": _opening(read, person, to, today), "owner": owner})


def _opening(read: Reader, person: row_details.PersonDetails, to: Subject, today: date) -> str:
    """Why I write: the same reason that the row gives. The thing from the shelf comes with its link."""
    opening = addressed(reason_for(read, person, today).opening, readers([to]))
    row = read.one(_FITTING, title=person.item[0]) if person.item and person.item[0] in opening else None
    return f"{opening}\n{row['url']}" if row and row["url"] else opening


def _advice(promise: PromiseDetails, people: Sequence[Subject], today: date) -> str:
    when = f" {days_in_words.on(promise.advised_on, today)}" if promise.advised_on else ""
    return f"“{addressed(promise.advice or '', readers(people))}” was your advice{when}."


def _met(promise: PromiseDetails, today: date) -> str:
    if promise.meeting_kind in _WRITTEN:
        return "It was good to hear from you. "
    place = where(promise.meeting_kind, promise.met_on, today)
    return f"It was good to talk {place}. " if place else ""


def _mail(template: str, people: Sequence[Subject], words: dict[str, str]) -> MailDraft:
    names = promise_titles.join_names([one.first_name for one in people]) or "Hello"
    title, body = mail_templates.filled(template, names=names, **words)
    without = [one.name for one in people if not one.email]
    has = "has" if len(without) == 1 else "have"
    note = f"{promise_titles.join_names(without)} {has} no e-mail address here." if without else ""
    return MailDraft(tuple(one.email for one in people if one.email), title, body, note)

"""The mail behind a row of Today: to whom, about what, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.drafts import templates
from crm.drafts.describing import about
from crm.drafts.details import Subject, subject
from crm.errors import NotUnderstood
from crm.promises import titles
from crm.storage.reading import Reader
from crm.today import days, details
from crm.today.details import PromiseDetails, Side
from crm.today.rows import reason_for
from crm.today.telling import promises
from crm.today.telling.phrases import where

_ITEM = "SELECT i.title, i.url, i.why FROM promise p JOIN item i ON i.id = p.item_id WHERE p.id = :id"
_FITTING = "SELECT i.title, i.url FROM item i WHERE i.title = :title ORDER BY i.id DESC LIMIT 1"


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
    promise = details.promise(read, promise_id)
    if promise is None:
        raise NotUnderstood(f"There is no promise {promise_id}.")
    if promise.by is not None:
        return _owed(read, promise, owner)
    people = [subject(read, who.id, who.name) for who in promise.people]
    if promise.kind == "introduction":
        return _introduction(promise, people, today, owner)
    words = _words(read, promise, people, today)
    return _mail(promise.kind, people, {**words, "owner": owner})


def draft_question(read: Reader, promise_id: int, place: int, owner: str = "") -> MailDraft:
    """Asking one side of an introduction whether it is welcome; what the other side said is never told."""
    promise = details.promise(read, promise_id)
    sides = (promise.sides or tuple(Side(who) for who in promise.people)) if promise else ()
    if len(sides) != 2 or place not in (1, 2):
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    one, other = (subject(read, side.who.id, side.who.name) for side in (sides[place - 1], sides[2 - place]))
    words = {"one": one.first_name, "other": other.name, "about_other": about(other), "owner": owner}
    return _mail("introduction_question", [one], words)


def _introduction(promise: PromiseDetails, people: Sequence[Subject], today: date, owner: str) -> MailDraft:
    if len(people) < 2:
        return MailDraft((), "", "", "Say who the other side is: then the mail to both is drafted here.")
    if promise.stage == "made":
        when = days.on(promise.introduced_on or today, today)
        return _mail("introduction_heard", people, {"when": when, "owner": owner})
    one, other = people[:2]
    reasons = [side.reason for side in promise.sides] or ["", ""]
    words = {
        "one": one.first_name,
        "other": other.first_name,
        "about_other": about(other, reasons[0]),
        "about_one": about(one, reasons[1]),
        "owner": owner,
    }
    return _mail("introduction", people[:2], words)


def _owed(read: Reader, promise: PromiseDetails, owner: str) -> MailDraft:
    by = subject(read, promise.by.id, promise.by.name) if promise.by else Subject("", "")
    offered = titles.theirs(promise.words, by.name).removeprefix(f"{by.name} promised ")
    thing = offered.removeprefix("to ") if offered.startswith("to ") else f"let me have {offered[4:]}"
    return _mail("owed", [by], {"thing": thing, "owner": owner})


def _to_person(read: Reader, what: str, person_id: int, today: date, owner: str) -> MailDraft:
    person = details.person(read, person_id)
    if person is None or what not in ("stay_close", "open_door", "birthday", "anniversary"):
        raise NotUnderstood(f"There is no draft for “{what}-{person_id}”.")
    to = subject(read, person_id, person.who.name)
    if what not in ("stay_close", "open_door"):
        return _mail(what, [to], {"owner": owner})
    return _mail("stay_close", [to], {"opening": _opening(read, person, today), "owner": owner})


def _opening(read: Reader, person: details.PersonDetails, today: date) -> str:
    """Why I write: the same reason that the row gives. The thing from the shelf comes with its link."""
    opening = reason_for(read, person, today).opening
    row = read.one(_FITTING, title=person.item[0]) if person.item and person.item[0] in opening else None
    return f"{opening}\n{row['url']}" if row and row["url"] else opening


def _words(read: Reader, promise: PromiseDetails, people: Sequence[Subject], today: date) -> dict[str, str]:
    item = read.one(_ITEM, id=promise.id)
    thing = f"“{item['title']}”" if item else _thing(promise, people)
    return {
        "thing": thing,
        "Thing": (item["title"] if item else f"{thing[:1].upper()}{thing[1:]}"),
        "link": item["url"] if item else "",
        "why": item["why"] if item else "",
        "advice": _advice(promise, today),
        "tried": promise.tried,
        "met": _met(promise, today),
    }


def _thing(promise: PromiseDetails, people: Sequence[Subject]) -> str:
    """What the title says after the verb and the names: "the pricing article", "for the introduction"."""
    title = promises.what(promise)
    names = titles.joined([one.name for one in people])
    _, found, rest = title.partition(f" {names} ")
    if found and promise.kind not in ("favour", "recommend"):
        return rest
    return titles.inside(title.removesuffix(f" for {names}").removesuffix(f" to {names}"))


def _advice(promise: PromiseDetails, today: date) -> str:
    if not promise.advice:
        return "I owe you an answer."
    when = f" {days.on(promise.advised_on, today)}" if promise.advised_on else ""
    return f"“{promise.advice}” was your advice{when}."


def _met(promise: PromiseDetails, today: date) -> str:
    place = where(promise.meeting_kind, promise.met_on, today)
    return f"It was good to talk {place}. " if place else ""


def _mail(template: str, people: Sequence[Subject], words: dict[str, str]) -> MailDraft:
    names = titles.joined([one.first_name for one in people]) or "Hello"
    title, body = templates.filled(template, names=names, **words)
    without = [one.name for one in people if not one.email]
    has = "has" if len(without) == 1 else "have"
    note = f"{titles.joined(without)} {has} no e-mail address here." if without else ""
    return MailDraft(tuple(one.email for one in people if one.email), title, body, note)

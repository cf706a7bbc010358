"""What went between the user and a person in the last year, each way, and what is still open between them."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from crm.promises.promise_titles import title, within_sentence
from crm.storage.reading import Reader

_YEAR = timedelta(days=365)

_SHARED = (
    "SELECT t.title FROM share s JOIN item t ON t.id = s.item_id WHERE s.person_id = :id AND s.sent_on > :since "
    "ORDER BY s.sent_on, s.id"
)
_INTRODUCED = (
    "SELECT coalesce(p.full_name, o.name) FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "AND s.person_id = :id JOIN introduction_side o ON o.introduction_id = i.id AND o.id != s.id "
    "LEFT JOIN person p ON p.id = o.person_id WHERE i.by_person_id IS NULL AND i.made_on > :since ORDER BY i.made_on"
)
_KEPT = (
    "SELECT count(*) FROM promise pr WHERE pr.state = 'kept' AND pr.kept_on > :since "
    "AND pr.kind NOT IN ('introduction', 'thank', 'report_back') "
    "AND pr.by_person_id IS NULL AND pr.id IN (SELECT promise_id FROM promise_person WHERE person_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.promise_id = pr.id AND s.sent_on IS NOT NULL)"
)
_THANKED = (
    "SELECT EXISTS (SELECT 1 FROM promise pr WHERE pr.state = 'kept' AND pr.kept_on > :since AND pr.kind = 'thank' "
    "AND pr.by_person_id IS NULL AND pr.id IN (SELECT promise_id FROM promise_person WHERE person_id = :id)) "
    "OR EXISTS (SELECT 1 FROM introduction WHERE by_person_id = :id AND thanked_on > :since)"
)
_TOLD_BACK = (
    "SELECT EXISTS (SELECT 1 FROM advice WHERE person_id = :id AND direction = 'received' AND told_on > :since) "
    "OR EXISTS (SELECT 1 FROM promise pr WHERE pr.state = 'kept' AND pr.kept_on > :since AND pr.kind = 'report_back' "
    "AND pr.by_person_id IS NULL AND pr.id IN (SELECT promise_id FROM promise_person WHERE person_id = :id))"
)
_PASSED_ON = "SELECT title FROM item WHERE from_person_id = :id AND added_on > :since ORDER BY added_on, id"
_INTRODUCED_ME = (
    "SELECT name FROM (SELECT coalesce(p.full_name, s.name) AS name, i.made_on AS day FROM introduction i "
    "JOIN introduction_side s ON s.introduction_id = i.id LEFT JOIN person p ON p.id = s.person_id "
    "WHERE i.by_person_id = :id AND i.made_on > :since AND s.person_id IS NOT :id "
    "UNION SELECT coalesce(p.full_name, t.name), pr.kept_on FROM promise pr "
    "JOIN promise_person t ON t.promise_id = pr.id LEFT JOIN person p ON p.id = t.person_id "
    "WHERE pr.by_person_id = :id AND pr.kind = 'introduction' AND pr.state = 'kept' AND pr.kept_on > :since) "
    "WHERE name IS NOT NULL AND name <> '' GROUP BY name ORDER BY min(day)"
)
_THEY_KEPT = (
    "SELECT count(*) FROM promise WHERE state = 'kept' AND kept_on > :since AND kind != 'introduction' "
    "AND by_person_id = :id"
)
_ADVICE = "SELECT count(*) FROM advice WHERE person_id = :id AND direction = :direction AND given_on > :since"
_SAID_YES = "SELECT count(*) FROM ask WHERE person_id = :id AND state = 'yes' AND answered_on > :since"

_OPEN_PROMISE = (
    "SELECT pr.kind, pr.words, (SELECT json_group_array(coalesce(p.full_name, t.name)) FROM promise_person t "
    "LEFT JOIN person p ON p.id = t.person_id WHERE t.promise_id = pr.id AND (t.part = 'to' OR pr.kind = 'introduction')) "
    "AS names FROM promise pr "
    "WHERE pr.state = 'open' AND pr.by_person_id IS NULL AND pr.id IN "
    "(SELECT promise_id FROM promise_person WHERE person_id = :id) ORDER BY pr.due_on IS NULL, pr.due_on, pr.id LIMIT 1"
)
_UNTOLD_ADVICE = (
    "SELECT words FROM advice a WHERE person_id = :id AND direction = 'received' AND told_on IS NULL "
    "AND (NOT EXISTS (SELECT 1 FROM promise WHERE advice_id = a.id AND state = 'released') "
    "OR EXISTS (SELECT 1 FROM promise WHERE advice_id = a.id AND state IN ('open', 'waiting'))) "
    "ORDER BY tried <> '' DESC, given_on DESC, id DESC LIMIT 1"
)
_UNTHANKED = (
    "SELECT coalesce(p.full_name, s.name) FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "AND s.person_id IS NOT :id LEFT JOIN person p ON p.id = s.person_id "
    "WHERE i.by_person_id = :id AND i.thanked_on IS NULL AND i.state <> 'dropped' "
    "AND NOT EXISTS (SELECT 1 FROM promise WHERE id = i.promise_id AND state = 'released') ORDER BY i.id DESC LIMIT 1"
)
_LOOKING_FOR = (
    "SELECT t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id WHERE pt.person_id = :id "
    "AND pt.kind = 'looking_for' ORDER BY pt.id DESC LIMIT 1"
)
_FIRST_MET = (
    "SELECT json_array(m.held_on, m.place) FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND m.state = 'happened' ORDER BY m.held_on, m.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Given:
    """By the user, in the last year."""

    shared: tuple[str, ...]  # titles
    introduced_to: tuple[str, ...]  # names
    kept_promises: int
    advice: int
    thanked: bool
    told_back: bool  # what came of their advice

    @property
    def is_anything(self) -> bool:
        counted = self.kept_promises or self.advice or self.thanked or self.told_back
        return bool(self.shared or self.introduced_to or counted)


@dataclass(frozen=True, slots=True)
class Received:
    """From the person, in the last year."""

    passed_on: tuple[str, ...]  # titles
    introduced_me_to: tuple[str, ...]  # names
    kept_promises: int
    advice: int
    said_yes: int

    @property
    def is_anything(self) -> bool:
        return bool(
            self.passed_on or self.introduced_me_to or self.kept_promises or self.advice or self.said_yes
        )


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The next open matter of each kind, "" where there is none."""

    promise: str  # "send Ana Ruiz the pricing article"
    advice: str  # received, and they were not told what came of it
    introduction: str  # whom they introduced the user to, unthanked
    looking_for: str


@dataclass(frozen=True, slots=True)
class FirstMet:
    on: date
    place: str


def given(read: Reader, person_id: int, today: date) -> Given:
    values = _within_a_year(person_id, today)
    return Given(
        shared=tuple(read.values(_SHARED, **values)),
        introduced_to=tuple(read.values(_INTRODUCED, **values)),
        kept_promises=read.value(_KEPT, **values),
        advice=read.value(_ADVICE, direction="given", **values),
        thanked=bool(read.value(_THANKED, **values)),
        told_back=bool(read.value(_TOLD_BACK, **values)),
    )


def received(read: Reader, person_id: int, today: date) -> Received:
    values = _within_a_year(person_id, today)
    return Received(
        passed_on=tuple(read.values(_PASSED_ON, **values)),
        introduced_me_to=tuple(read.values(_INTRODUCED_ME, **values)),
        kept_promises=read.value(_THEY_KEPT, **values),
        advice=read.value(_ADVICE, direction="received", **values),
        said_yes=read.value(_SAID_YES, **values),
    )


def still_open(read: Reader, person_id: int) -> StillOpen:
    promise = read.one(_OPEN_PROMISE, id=person_id)
    promised = title(promise["kind"], promise["words"], json.loads(promise["names"])) if promise else ""
    return StillOpen(
        promise=within_sentence(promised) if promised else "",
        advice=read.value(_UNTOLD_ADVICE, id=person_id) or "",
        introduction=read.value(_UNTHANKED, id=person_id) or "",
        looking_for=read.value(_LOOKING_FOR, id=person_id) or "",
    )


def first_met(read: Reader, person_id: int) -> FirstMet | None:
    found = read.value(_FIRST_MET, id=person_id)
    if found is None:
        return None
    on, place = json.loads(found)
    return FirstMet(date.fromisoformat(on), place)


def _within_a_year(person_id: int, today: date) -> dict[str, int | str]:
    return {"id": person_id, "since": (today - _YEAR).isoformat()}

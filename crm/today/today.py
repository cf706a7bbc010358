"""The daily list: facts are fetched, rules propose, places are given out, and the rows find their words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from crm.storage.reading import Reader
from crm.today import days, details, facts, ranking, sentences
from crm.today.calm import next_dated
from crm.today.candidate import DATE, Candidate
from crm.today.row import MeetingToday, Row, TodayList
from crm.today.rows import row_of
from crm.today.rules import dates, did_it_happen, owed_to_me, stay_close
from crm.today.rules import keep_your_word as my_word
from crm.today.telling import meetings

_TODAYS_MEETINGS = "SELECT id FROM meeting WHERE state = 'planned' AND held_on = :today ORDER BY held_at IS NULL, held_at, id LIMIT 50"


def today_list(read: Reader, today: date, max_rows: int = ranking.MOST_ROWS) -> TodayList:
    strip = tuple(_todays_meetings(read, today))
    met_today = frozenset(who.id for one in strip for who in one.people if who.id is not None)
    candidates, beyond = _candidates(read, today)
    chosen = ranking.choose(candidates, max_rows, met_today)
    rows = tuple(_with_dates(_rows(read, chosen.rows, today), candidates, today))
    folded = len(chosen.folded) + beyond
    return TodayList(
        on=today,
        heading=days.heading(today),
        subtitle=sentences.subtitle(len(strip), len(rows), folded),
        meetings=strip,
        rows=rows,
        folded=folded,
        folded_words=sentences.folded_words(chosen.folded, folded, today),
        calm=None if rows or strip or folded else next_dated(read, today),
        folded_candidates=chosen.folded,
    )


def open_folded(read: Reader, shown: TodayList) -> list[Row]:
    """The rows behind the folded line, in their order."""
    return _rows(read, shown.folded_candidates, shown.on)


def _candidates(read: Reader, today: date) -> tuple[list[Candidate], int]:
    off = facts.rules_off(read)
    mine = facts.my_promises(read, today)
    found = [my_word.candidate(fact, today) for fact in mine.facts]
    if did_it_happen.RULE not in off:
        found += [did_it_happen.candidate(fact, today) for fact in facts.passed_meetings(read, today)]
    if owed_to_me.RULE not in off:
        found += [owed_to_me.candidate(fact, today) for fact in facts.their_promises(read, today)]
    if stay_close.RULE not in off:
        found += [stay_close.candidate(fact, today) for fact in facts.drifting(read, today)]
    if dates.RULE not in off:
        found += [dates.candidate(fact, today) for fact in facts.yearly_dates(read, today)]
    return [one for one in found if one], mine.beyond


def _rows(read: Reader, candidates: Iterable[Candidate], today: date) -> list[Row]:
    return [row for one in candidates if (row := row_of(read, one, today))]


def _with_dates(rows: list[Row], candidates: list[Candidate], today: date) -> Iterator[Row]:
    """Whoever has a promise row has no row for a birthday as well: the promise mentions it."""
    shown = {row.key for row in rows}
    hidden = {one.subject_id: one for one in candidates if one.group == DATE and one.key not in shown}
    for row in rows:
        near = [(who, hidden.pop(who.id)) for who in row.people if who.id in hidden]
        if row.rule != my_word.RULE or not near:
            yield row
            continue
        said = [
            f"{who.first_name}’s {one.key.split('-')[0]} is {days.on(one.due, today)}"
            for who, one in near
            if one.due
        ]
        yield replace(row, why=". ".join([row.why, *said]))


def _todays_meetings(read: Reader, today: date) -> Iterator[MeetingToday]:
    for meeting_id in read.values(_TODAYS_MEETINGS, today=today.isoformat()):
        found = details.meeting(read, meeting_id)
        if found is None:
            continue
        first = found.people[0].id if found.people else None
        known = details.person(read, first) if first is not None else None
        yield MeetingToday(
            row=f"meeting-{found.id}",
            id=found.id,
            at=found.at,
            people=found.people,
            what=meetings.title(found),
            place=found.place,
            state=found.state,
            why=meetings.why_today(found, known, today),
        )


def report(shown: TodayList) -> dict[str, Any]:
    """The JSON of the command `today`."""
    return {
        "on": shown.on.isoformat(),
        "meetings": [
            {
                "row": one.row,
                "id": one.id,
                "at": one.at,
                "people": [who.name for who in one.people],
                "what": one.what,
                "place": one.place or None,
                "state": one.state,
            }
            for one in shown.meetings
        ],
        "rows": [
            {
                "row": row.key,
                "kind": row.kind,
                "people": [who.name for who in row.people],
                "what": row.what,
                "why": row.why,
                "due": row.due.isoformat() if row.due else None,
                "days_late": row.days_late,
                "rule": row.rule,
            }
            for row in shown.rows
        ],
        "folded": shown.folded,
    }

"""Builds the Today list: fetch facts, apply rules, rank candidates, build rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import days_off, facts, ranking, row_details, sentences, spreading
from crm.today.also_about import describe_also, distinguish_reasons
from crm.today.candidate import Candidate
from crm.today.empty_day import next_upcoming
from crm.today.people_who_died import deceased_people
from crm.today.row import MeetingToday, Row, TodayList
from crm.today.row_text import meetings
from crm.today.rows import build_row
from crm.today.rules import (
    dates,
    did_it_happen,
    keep_your_word,
    new_job,
    not_now_over,
    open_door,
    owed_to_me,
    stay_close,
)
from crm.today.unexpected_people import unexpected_people
from crm.today.yearly_dates import yearly_dates

_TODAYS_MEETINGS = "SELECT id FROM meeting WHERE state = 'planned' AND held_on = :today ORDER BY held_at IS NULL, held_at, id LIMIT 50"
_SUGGESTION_RULES = frozenset({stay_close.RULE, not_now_over.RULE, new_job.RULE, open_door.RULE})


def today_list(read: Reader, today: date, max_rows: int = ranking.MAX_ROWS) -> TodayList:
    meetings_today = tuple(_todays_meetings(read, today))
    met_today = frozenset(
        person.id for meeting in meetings_today for person in meeting.people if person.id is not None
    )
    is_quiet = days_off.is_quiet(read, today)
    candidates, unfetched = _candidates(read, today, is_quiet)
    selection = ranking.choose(candidates, max_rows, met_today)
    rows = tuple(distinguish_reasons(list(_rows(read, selection.rows, today, selection.also))))
    folded = len(selection.folded) + unfetched
    open_doors = sum(1 for row in rows if row.kind == open_door.KIND)
    good_turns = len(rows) - open_doors
    upcoming = None if good_turns or meetings_today or folded else next_upcoming(read, today)
    day_off = days_off.day_off_name(read, today) if is_quiet else ""
    return TodayList(
        on=today,
        heading=days_in_words.heading(today),
        subtitle=sentences.subtitle(
            len(meetings_today), good_turns, folded, open_doors, day_off, upcoming if open_doors else None
        ),
        meetings=meetings_today,
        rows=rows,
        folded=folded,
        folded_text=sentences.describe_folded(selection.folded, folded, today),
        upcoming=upcoming.sentence if upcoming and not rows else None,
        upcoming_meeting_id=upcoming.meeting_id if upcoming else None,
        folded_candidates=selection.folded,
    )


def folded_rows(read: Reader, shown: TodayList) -> list[Row]:
    """The rows of the folded promises, in order."""
    return list(_rows(read, shown.folded_candidates, shown.on, {}))


def _candidates(read: Reader, today: date, is_quiet: bool) -> tuple[list[Candidate], int]:
    """All candidates, and the number of promises not fetched. A quiet day has no suggestions and no upcoming dates."""
    disabled = facts.disabled_rules(read) | (_SUGGESTION_RULES if is_quiet else frozenset())
    my_promises = facts.my_promises(read, today)
    found = [keep_your_word.candidate(fact, today) for fact in my_promises.promises]
    if did_it_happen.RULE not in disabled:
        found += [did_it_happen.candidate(fact, today) for fact in facts.passed_meetings(read, today)]
    if owed_to_me.RULE not in disabled:
        found += [owed_to_me.candidate(fact, today) for fact in facts.promises_by_others(read, today)]
    if stay_close.RULE not in disabled:
        found += _stay_close(read, today)
    if dates.RULE not in disabled:
        yearly = [dates.candidate(fact, today) for fact in yearly_dates(read, today)]
        found += [candidate for candidate in yearly if candidate and (candidate.due == today or not is_quiet)]
    if not_now_over.RULE not in disabled:
        found += [not_now_over.candidate(fact, today) for fact in facts.not_now_over(read, today)]
    if new_job.RULE not in disabled:
        found += [new_job.candidate(fact, today) for fact in facts.new_roles(read, today)]
    if open_door.RULE not in disabled:
        found.append(open_door.candidate(unexpected_people(read, today), today))
    dead = deceased_people(read)
    return [
        candidate for candidate in found if candidate and not dead.concerns_only_deceased(candidate)
    ], my_promises.unfetched


def _stay_close(read: Reader, today: date) -> list[Candidate]:
    """Overdue contacts; after an absence they are spread over several weeks."""
    contacts = [fact for fact in facts.overdue_contacts(read, today) if stay_close.candidate(fact, today)]
    if len(contacts) > spreading.MAX_UNSPREAD:
        absences = spreading.absences(facts.active_days(read), today)
        contacts = spreading.spread_out(contacts, absences, today)
    return [candidate for fact in contacts if (candidate := stay_close.candidate(fact, today))]


def _rows(
    read: Reader, candidates: Iterable[Candidate], today: date, also_by_row: Mapping[str, Sequence[Candidate]]
) -> Iterator[Row]:
    for candidate in candidates:
        row = build_row(read, candidate, today)
        if row is not None:
            also = describe_also(read, also_by_row.get(candidate.key, ()), today)
            yield row._replace(why=". ".join([row.why, *also]))


def _todays_meetings(read: Reader, today: date) -> Iterator[MeetingToday]:
    for meeting_id in read.values(_TODAYS_MEETINGS, today=today.isoformat()):
        found = row_details.meeting(read, meeting_id)
        if found is None:
            continue
        first = found.people[0].id if found.people else None
        known = row_details.person(read, first) if first is not None else None
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


def today_report(shown: TodayList) -> dict[str, Any]:
    """The JSON of the command `today`."""
    return {
        "on": shown.on.isoformat(),
        "meetings": [_meeting_report(meeting) for meeting in shown.meetings],
        "rows": [_row_report(row) for row in shown.rows],
        "folded": shown.folded,
    }


def _meeting_report(meeting: MeetingToday) -> dict[str, Any]:
    return {
        "row": meeting.row,
        "key": f"meeting-{meeting.id}",
        "id": meeting.id,
        "at": meeting.at,
        "people": [person.name for person in meeting.people],
        "what": meeting.what,
        "place": meeting.place or None,
        "state": meeting.state,
    }


def _row_report(row: Row) -> dict[str, Any]:
    return {
        "row": row.key,
        "kind": row.kind,
        "people": [person.name for person in row.people],
        "what": row.what,
        "why": row.why,
        "due": row.due.isoformat() if row.due else None,
        "days_late": row.days_late,
        "rule": row.rule,
    }

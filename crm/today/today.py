"""The daily list: facts are fetched, rules propose, places are given out, and the rows find their words."""

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
from crm.today.rules import dates, did_it_happen, new_job, not_now_over, open_door, owed_to_me, stay_close
from crm.today.rules import keep_your_word as my_word
from crm.today.unexpected_people import unexpected_people
from crm.today.yearly_dates import yearly_dates

_TODAYS_MEETINGS = "SELECT id FROM meeting WHERE state = 'planned' AND held_on = :today ORDER BY held_at IS NULL, held_at, id LIMIT 50"
_SUGGESTION_RULES = frozenset({stay_close.RULE, not_now_over.RULE, new_job.RULE, open_door.RULE})


def today_list(read: Reader, today: date, max_rows: int = ranking.MAX_ROWS) -> TodayList:
    strip = tuple(_todays_meetings(read, today))
    met_today = frozenset(who.id for one in strip for who in one.people if who.id is not None)
    quiet = days_off.is_quiet(read, today)
    candidates, beyond = _candidates(read, today, quiet)
    chosen = ranking.choose(candidates, max_rows, met_today)
    rows = tuple(distinguish_reasons(list(_rows(read, chosen.rows, today, chosen.also))))
    folded = len(chosen.folded) + beyond
    doors = sum(1 for row in rows if row.kind == open_door.KIND)
    calm = None if len(rows) > doors or strip or folded else next_upcoming(read, today)
    day_off = days_off.day_off_name(read, today) if quiet else ""
    return TodayList(
        on=today,
        heading=days_in_words.heading(today),
        subtitle=sentences.subtitle(
            len(strip), len(rows) - doors, folded, doors, day_off, calm if doors else None
        ),
        meetings=strip,
        rows=rows,
        folded=folded,
        folded_text=sentences.describe_folded(chosen.folded, folded, today),
        upcoming=calm.sentence if calm and not rows else None,
        upcoming_meeting_id=calm.meeting_id if calm else None,
        folded_candidates=chosen.folded,
    )


def folded_rows(read: Reader, shown: TodayList) -> list[Row]:
    """The rows behind the folded line, in their order."""
    return list(_rows(read, shown.folded_candidates, shown.on, {}))


def _candidates(read: Reader, today: date, quiet: bool) -> tuple[list[Candidate], int]:
    """On a quiet day nobody is suggested and nothing ahead is shown."""
    off = facts.disabled_rules(read) | (_SUGGESTION_RULES if quiet else frozenset())
    mine = facts.my_promises(read, today)
    found = [my_word.candidate(fact, today) for fact in mine.promises]
    if did_it_happen.RULE not in off:
        found += [did_it_happen.candidate(fact, today) for fact in facts.passed_meetings(read, today)]
    if owed_to_me.RULE not in off:
        found += [owed_to_me.candidate(fact, today) for fact in facts.promises_by_others(read, today)]
    if stay_close.RULE not in off:
        found += _stay_close(read, today)
    if dates.RULE not in off:
        coming = [dates.candidate(fact, today) for fact in yearly_dates(read, today)]
        found += [one for one in coming if one and (one.due == today or not quiet)]
    if not_now_over.RULE not in off:
        found += [not_now_over.candidate(fact, today) for fact in facts.not_now_over(read, today)]
    if new_job.RULE not in off:
        found += [new_job.candidate(fact, today) for fact in facts.new_roles(read, today)]
    if open_door.RULE not in off:
        found.append(open_door.candidate(unexpected_people(read, today), today))
    dead = deceased_people(read)
    return [one for one in found if one and not dead.concerns_only_deceased(one)], mine.unfetched


def _stay_close(read: Reader, today: date) -> list[Candidate]:
    """Whoever drifts and has their turn: after days away not all of them at once."""
    drifting = [fact for fact in facts.overdue_contacts(read, today) if stay_close.candidate(fact, today)]
    if len(drifting) > spreading.MAX_UNSPREAD:
        away = spreading.absences(facts.active_days(read), today)
        drifting = spreading.spread_out(drifting, away, today)
    return [one for fact in drifting if (one := stay_close.candidate(fact, today))]


def _rows(
    read: Reader, candidates: Iterable[Candidate], today: date, beside: Mapping[str, Sequence[Candidate]]
) -> Iterator[Row]:
    for one in candidates:
        row = build_row(read, one, today)
        if row is not None:
            also = describe_also(read, beside.get(one.key, ()), today)
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

"""Invariants of the Today list, checked every simulated day. Each check yields sentences about violations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from crm.book import Book
from crm.today import row_keys
from crm.today.row import Row, TodayList
from crm.today.today import folded_rows
from tests.crm.today.year.oracle import Day

MAX_ROWS, MAX_PROMISES, RESERVED_FOR_STAY_CLOSE, OWED_DAYS = 7, 5, 2, 3
_KEY = re.compile(r"[a-z_]+-\d+")
_QUOTED = re.compile(r"“([^”]+?)…?”")
_SUGGESTIONS = ("stay_close", "not_now_over", "open_door")
_QUESTIONS = ("owed_to_me", "did_it_happen")
_MAY_BE_OF_ANYBODY = ("keep_your_word", *_QUESTIONS)  # promises and planned meetings


class Checks:
    """Checks every list and collects violations in `broken`; keeps the state that spans several days."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._owed_on: dict[str, set[date]] = defaultdict(set)
        self._row_by_key: dict[str, tuple[str, int]] = {}
        self.broken: list[str] = []

    def check(self, shown: TodayList, day: Day) -> None:
        folded = folded_rows(self._book.read, shown)
        for check in (
            self._row_counts(shown),
            self._my_promises(shown, folded, day),
            self._each_person_once(shown, day),
            self._nudges_in_time(shown, day),
            self._reserved_rows(shown, folded, day),
            self._quiet_day(shown, day),
            self._open_door(shown, day),
            self._hidden_rows(shown, day),
            self._standing(shown, day),
            self._lateness(shown, day),
            self._why(shown),
            self._keys(shown),
            self._owed(shown),
        ):
            self.broken += [f"{shown.on}: {sentence}" for sentence in check]

    def check_action(self, row: Row, action: str, after: TodayList) -> None:
        """A row that was done, snoozed, dismissed or let go is gone; a delayed promise has another due day."""
        again = next((one for one in after.rows if one.key == row.key), None)
        if again is not None and (action != "told_later" or again.due == row.due):
            self.broken.append(f"{after.on}: {row.key} ({row.what}) stayed after it was {action}")

    def _row_counts(self, shown: TodayList) -> Iterator[str]:
        by_rule = Counter(row.rule for row in shown.rows)
        if len(shown.rows) > MAX_ROWS:
            yield f"{len(shown.rows)} rows"
        if by_rule["keep_your_word"] > MAX_PROMISES:
            yield f"{by_rule['keep_your_word']} promises of mine"

    def _my_promises(self, shown: TodayList, folded: list[Row], day: Day) -> Iterator[str]:
        """Every due promise is exactly once a row or folded, and no other promise is."""
        seen = [row.key for row in shown.rows if row.rule == "keep_your_word"] + [row.key for row in folded]
        if twice := [key for key, count in Counter(seen).items() if count > 1]:
            yield f"shown twice: {twice}"
        if lost := sorted(set(day.my_promises) - set(seen)):
            yield f"due, but neither a row nor in the fold: {lost}"
        if strange := sorted(set(seen) - set(day.my_promises)):
            yield f"a row or in the fold, but not due: {strange}"
        if shown.folded != len(folded) or bool(shown.folded_text) is not bool(folded):
            yield f"{len(folded)} folded, but {shown.folded} counted: “{shown.folded_text}”"

    def _each_person_once(self, shown: TodayList, day: Day) -> Iterator[str]:
        """A person has several rows only for promises just made and questions about the past."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in shown.rows:
            for who in row.people if row.rule not in _QUESTIONS else ():
                rows[who.name].append(row)
        for name, several in rows.items():
            older = [row for row in several if row.key not in day.just_made]
            if len(several) > 1 and (len(older) > 1 or any(row.rule != "keep_your_word" for row in several)):
                yield f"{name} has several rows: {[row.key for row in several]}"

    def _nudges_in_time(self, shown: TodayList, day: Day) -> Iterator[str]:
        for who in _nudged(shown):
            last = day.last_contact.get(who)
            if who not in day.late:
                yield f"person {who} is nudged, and is not late"
            if last is not None and (day.on - last).days <= day.rhythm[who] / 2:
                yield f"person {who} is nudged in the first half of the rhythm"

    def _reserved_rows(self, shown: TodayList, folded: list[Row], day: Day) -> Iterator[str]:
        """Two "stay close" rows, if enough overdue people have no other row, no folded promise and no meeting today."""
        nudged = _nudged(shown)
        if day.quiet:
            return
        busy = {who.id for row in (*shown.rows, *folded) if row.rule != "stay_close" for who in row.people}
        busy |= {who.id for meeting in shown.meetings for who in meeting.people}
        free = day.nudgeable - busy
        if len(nudged) < min(RESERVED_FOR_STAY_CLOSE, len(free)):
            yield f"{len(nudged)} nudges, though {len(free)} could be nudged"

    def _quiet_day(self, shown: TodayList, day: Day) -> Iterator[str]:
        """A quiet day has no suggestions, and only dates of that very day."""
        for row in shown.rows if day.quiet else ():
            if row.rule in _SUGGESTIONS or (row.rule == "dates" and row.due != day.on):
                yield f"a quiet day, and {row.key}"

    def _open_door(self, shown: TodayList, day: Day) -> Iterator[str]:
        doors = [row for row in shown.rows if row.rule == "open_door"]
        if len(doors) > 1 or any(row.subject_id in day.rhythm for row in doors):
            yield f"doors open to {[row.what for row in doors]}"

    def _hidden_rows(self, shown: TodayList, day: Day) -> Iterator[str]:
        yield from (f"{row.key} was put off or away" for row in shown.rows if row.key in day.hidden_keys)

    def _standing(self, shown: TodayList, day: Day) -> Iterator[str]:
        for row in shown.rows:
            standings = {day.standing[who.id] for who in row.people if who.id is not None}
            if row.rule not in _MAY_BE_OF_ANYBODY and standings != {"kept"}:
                yield f"{row.key} is about someone {standings}"

    def _lateness(self, shown: TodayList, day: Day) -> Iterator[str]:
        for row in shown.rows:
            due = _due(row, day)
            late = max(0, (day.on - due).days) if due and row.rule != "not_now_over" else 0
            if (row.due, row.days_late) != (due, late):
                yield f"{row.key} says {row.due}, {row.days_late} late; it is {due}, {late} late"

    def _why(self, shown: TodayList) -> Iterator[str]:
        """Each row has a reason, quotes stored texts only, and no two rows give the same reason."""
        for row in shown.rows:
            if not row.what.strip() or not row.why.strip() or "None" in row.why:
                yield f"{row.key} says “{row.what}”, “{row.why}”"
            if not row.evidence or not all(line.strip() for line in row.evidence):
                yield f"{row.key} rests on {row.evidence}"
            yield from (
                f"{row.key} quotes “{words}”, which nobody wrote"
                for words in _QUOTED.findall(row.why)
                if not self._is_stored(words)
            )
        for why, count in Counter(row.why for row in shown.rows).items():
            if count > 1:
                whats = [row.what for row in shown.rows if row.why == why]
                yield f"{count} rows say “{why}”: {whats}"

    def _is_stored(self, words: str) -> bool:
        return bool(
            self._book.read.value(
                "SELECT EXISTS (SELECT 1 FROM meeting WHERE instr(note, :words)) "
                "OR EXISTS (SELECT 1 FROM note n WHERE instr(n.words, :words)) "
                "OR EXISTS (SELECT 1 FROM advice a WHERE instr(a.words, :words)) "
                "OR EXISTS (SELECT 1 FROM promise p WHERE instr(p.words, :words)) "
                "OR EXISTS (SELECT 1 FROM item WHERE instr(title, :words)) "
                "OR EXISTS (SELECT 1 FROM ask k WHERE instr(k.words || char(10) || k.answer_words, :words))",
                words=words,
            )
        )

    def _keys(self, shown: TodayList) -> Iterator[str]:
        """A key always identifies the same row, and row_keys.find returns that row."""
        for row in shown.rows:
            meaning = (row.rule, row.subject_id)
            if not _KEY.fullmatch(row.key) or self._row_by_key.setdefault(row.key, meaning) != meaning:
                yield f"{row.key} means {meaning} now"
            again = row_keys.find(self._book.read, row.key, shown.on)
            if (again.rule, again.subject_id, again.due, again.days_late) != (
                *meaning,
                row.due,
                row.days_late,
            ):
                yield f"{row.key} leads to {again}, not to {row}"

    def _owed(self, shown: TodayList) -> Iterator[str]:
        for row in shown.rows:
            if row.rule == "owed_to_me":
                self._owed_on[row.key].add(shown.on)
                if len(self._owed_on[row.key]) > OWED_DAYS:
                    yield f"{row.key} is asked for on a fourth day"


def _nudged(shown: TodayList) -> list[int]:
    return [row.subject_id for row in shown.rows if row.rule == "stay_close"]


def _due(row: Row, day: Day) -> date | None:
    match row.rule:
        case "keep_your_word":
            return day.my_promises.get(row.key)
        case "owed_to_me":
            return day.due_by_others[row.subject_id]
        case "did_it_happen":
            return day.planned[row.subject_id]
        case "not_now_over":
            return day.expired_not_nows.get(row.subject_id)
        case "stay_close":
            late = day.late.get(row.subject_id)
            return late.due if late else None
    return row.due

"""The Today list of a real book."""

from datetime import date, timedelta

from crm.book import Book
from crm.model import Ask, Setting, Snooze
from crm.today.today import folded_rows, today_list, today_report
from tests.crm import scenes

TODAY = date(2026, 11, 21)  # a Saturday


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def rows(book: Book, on: date = TODAY, most: int = 7) -> list[tuple[str, str, str, str]]:
    return [(row.key, row.what, row.why, row.chip) for row in today_list(book.read, on, most).rows]


def test_the_day_of_the_picture(book: Book) -> None:
    with book.work() as work:
        lena = scenes.person(work, "Lena Petrov")
        ana = scenes.person(work, "Ana Ruiz")
        ben = scenes.person(work, "Ben Okafor")
        mei = scenes.person(work, "Mei Kobayashi")
        jonas = scenes.person(work, "Jonas Nyberg", rhythm_days=60)
        hana = scenes.person(work, "Hana Abe", rhythm_days=21, pronouns="she/her")
        rosa = scenes.person(work, "Rosa Weiss", birthday="1976-11-23")
        scenes.meeting(
            work,
            TODAY,
            lena,
            state="planned",
            held_at="14:00",
            place="Blue Bottle",
            purpose="You want to hear how she opened a second shop.",
        )
        at_coffee = scenes.meeting(
            work, days(-2), mei, note="How do small studios set retainers? Rain all day."
        )
        scenes.meeting(work, days(-77), jonas, note="Talked of sailing. We open on 1 October.")
        scenes.meeting(work, days(-49), hana)
        scenes.meeting(work, days(-200), rosa, note="The bees survived the move.")
        scenes.person_topic(work, ana, "looking_for", "packaging designer")
        scenes.person_topic(work, hana, "looking_for", "first sales hire")
        scenes.item(work, "Hiring your first salesperson", "first sales hire")
        scenes.introduction(work, ana, ben, made_on=days(-3), due_on=days(-1))
        scenes.promise(
            work, "share", "send her the pricing article", mei, due_on=TODAY, meeting_id=at_coffee.id
        )
    shown = today_list(book.read, TODAY)
    assert (shown.heading, shown.subtitle) == ("Saturday 21 November", "One meeting and five good turns.")
    [strip] = shown.meetings
    assert (strip.row, strip.at, strip.what, strip.place) == (
        "meeting-1",
        "14:00",
        "Coffee with Lena Petrov",
        "Blue Bottle",
    )
    assert strip.why == "First meeting. You want to hear how she opened a second shop"
    assert rows(book) == [
        (
            "promise-1",
            "Introduce Ana Ruiz to Ben Okafor",
            "You offered on Wednesday: Ana is looking for a packaging designer",
            "since yesterday",
        ),
        (
            "promise-2",
            "Send Mei Kobayashi the pricing article",
            "“How do small studios set retainers?”, over coffee on Thursday",
            "today",
        ),
        (
            "stay_close-6",
            "Hana Abe might like “Hiring your first salesperson”",
            "She is looking for a first sales hire. Coffee on 3 October; you like to meet every 3 weeks",
            "closest",
        ),
        (
            "stay_close-5",
            "Ask Jonas Nyberg how it went",
            "Coffee on 5 September; you like to meet every 2 months. Last note: “We open on 1 October”",
            "close",
        ),
        (
            "birthday-7",
            "Rosa Weiss turns 50 on Monday",
            "Last note: “The bees survived the move”",
            "in 2 days",
        ),
    ]
    assert [group for group, _ in shown.groups] == ["Keep your word", "Stay close", "Dates"]


def test_the_document_of_the_command_line_has_exactly_its_keys(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        scenes.promise(work, "thank", "thank Ana for the lunch", ana, made_on=days(-4))
        scenes.meeting(work, TODAY, ana, state="planned", held_at="09:00", kind="call")
    assert today_report(today_list(book.read, TODAY)) == {
        "on": "2026-11-21",
        "meetings": [
            {
                "row": "meeting-1",
                "key": "meeting-1",
                "id": 1,
                "at": "09:00",
                "people": ["Ana Ruiz"],
                "what": "Call with Ana Ruiz",
                "place": None,
                "state": "planned",
            }
        ],
        "rows": [
            {
                "row": "promise-1",
                "kind": "thank",
                "people": ["Ana Ruiz"],
                "what": "Thank Ana Ruiz for the lunch",
                "why": "You promised Ana on Tuesday",
                "due": "2026-11-18",
                "days_late": 3,
                "rule": "keep_your_word",
            }
        ],
        "folded": 0,
    }


def test_seven_promises_are_five_rows_and_two_folded_that_open(book: Book) -> None:
    with book.work() as work:
        for number in range(7):
            who = scenes.person(work, f"Person {number}")
            scenes.promise(work, "favour", f"find chair {number}", who, due_on=days(number))
    shown = today_list(book.read, TODAY)
    assert [row.kind for row in shown.rows] == ["favour"] * 5
    assert (shown.folded, shown.folded_text) == (2, "2 more promises fall due this week")
    assert [row.what for row in folded_rows(book.read, shown)] == [
        "Find chair 5 for Person 5",
        "Find chair 6 for Person 6",
    ]


def test_hundreds_of_late_promises_are_all_counted(book: Book) -> None:
    with book.work() as work:
        who = scenes.person(work, "Ana Ruiz")
        columns = ["uid", "kind", "words", "made_on", "due_on", "due_said", "state", "outcome"]
        stories = [
            (f"u{n}", "share", f"thing {n}", "2026-01-01", days(2 - n % 40).isoformat(), 0, "open", "")
            for n in range(450)
        ]
        work.insert_many("promise", columns, stories)
        scenes.promise(work, "share", "one far off, made today", who, due_on=days(25))
        scenes.promise(work, "share", "one far off", who, due_on=days(25), made_on=days(-9))
        work.insert_many("snooze", ["row", "until_on"], [("promise-450", days(1).isoformat())])
    shown = today_list(book.read, TODAY)
    assert len(shown.rows) + shown.folded == 450 - 1 + 1


def test_a_snoozed_row_stays_away_until_its_day_and_not_longer(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", birthday="--11-24", rhythm_days=21)
        ben = scenes.person(work, "Ben Okafor", rhythm_days=21)
        scenes.meeting(work, days(-30), ben)
        scenes.promise(work, "share", "the article", ana, made_on=days(-5))
        for row in ("promise-1", "birthday-1", "stay_close-2"):
            work.session.add(Snooze(row=row, until_on=days(2)))
    assert rows(book) == []
    assert rows(book, days(1)) == []
    assert [row[0] for row in rows(book, days(2))] == ["promise-1", "stay_close-2"]


def test_a_waiting_promise_is_off_the_list_until_it_is_back(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        waiting = scenes.introduction(work, ana, ben, made_on=days(-9))
        waiting.state, waiting.back_on = "waiting", days(5)
    assert rows(book) == []
    [(key, *_)] = rows(book, days(5))
    assert key == "promise-1"


def test_promises_by_others_show_for_three_days(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        coffee = scenes.meeting(work, days(-6), ana)
        scenes.promise(
            work,
            "favour",
            "check the market dates",
            by_person_id=ana.id,
            made_on=days(-6),
            due_on=days(-1),
            meeting_id=coffee.id,
        )
    assert rows(book, days(-1)) == []
    for day in (0, 1, 2):
        [(key, what, why, _)] = rows(book, days(day))
        assert (key, what) == ("owed-1", "Ana Ruiz promised to check the market dates")
    assert why.startswith("Said over coffee on 15 November, for Friday")
    assert rows(book, days(3)) == []


def test_a_planned_meeting_that_has_passed_asks_whether_it_happened(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        scenes.meeting(work, days(-1), ana, state="planned", held_at="14:00", place="Blue Bottle")
        scenes.meeting(work, days(-3), ana, state="missed")
        scenes.promise(work, "share", "the article", ana)
    assert rows(book)[1][:3] == (
        "meeting-1",
        "Did coffee with Ana Ruiz happen?",
        "Planned for yesterday at 14:00, Blue Bottle",
    )


def test_a_rule_that_is_turned_off_makes_no_rows(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=21, birthday="--11-22")
        scenes.meeting(work, days(-30), ana)
        work.session.add(Setting(key="today.rules_off", value='["stay_close", "dates"]'))
    assert rows(book) == []


def test_an_empty_day_shows_the_next_event(book: Book) -> None:
    assert today_list(book.read, TODAY).upcoming is None
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", birthday="--02-01")
        scenes.promise(work, "share", "the article", ana, due_on=days(5), made_on=days(-5))
    shown = today_list(book.read, TODAY)
    assert shown.is_empty
    assert (shown.subtitle, shown.upcoming) == (
        "Your word is kept.",
        "Next: send Ana Ruiz the article, Thursday 26 November",
    )


def test_the_list_of_a_big_book_never_reads_a_whole_table(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor", birthday="--11-23")
        jonas = scenes.person(work, "Jonas Nyberg", rhythm_days=21)
        lena = scenes.person(work, "Lena Petrov")
        scenes.meeting(work, days(-40), jonas)
        scenes.meeting(work, days(-1), lena, state="planned")
        scenes.meeting(work, TODAY, lena, state="planned")
        scenes.introduction(work, ana, lena)
        scenes.promise(work, "share", "x", by_person_id=ana.id, due_on=days(-1))
        for number in range(250):
            scenes.promise(work, "share", f"thing {number}", due_on=days(-number))
        work.session.add(
            Ask(person_id=ben.id, words="x", state="not_now", asked_on=days(-90), not_before_on=TODAY)
        )
    seen: list[str] = []
    book.read.connection.set_trace_callback(seen.append)
    shown = today_list(book.read, TODAY)
    today_list(book.read, days(-3000))
    book.read.connection.set_trace_callback(None)
    assert {row.rule for row in shown.rows} >= {"keep_your_word", "did_it_happen", "stay_close"}
    plans = [
        row[3]
        for sql in {*seen}
        if sql.lstrip().startswith("SELECT")
        for row in book.read.rows(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert len(plans) > 40
    whole = [plan for plan in plans if plan.startswith("SCAN") and "CONSTANT" not in plan]
    # This partial index contains deceased people only.
    assert [plan for plan in whole if not plan.endswith("ix_other_property_died")] == []
    # An index over all past meetings reads as much as a table scan.
    assert [plan for plan in plans if "ix_meeting" in plan and "held_on" not in plan] == []

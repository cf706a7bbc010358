"""Looking back on a coffee with two people: what is kept of the answers, and one step that takes it back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.commands.run_command import run_handed_over
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.meetings import planning
from crm.meetings.debriefing.answers import Answer, Answers
from crm.meetings.debriefing.offered import offered
from crm.meetings.looking_back import look_back, not_this_time
from crm.meetings.outcomes import outcomes
from crm.meetings.plan import Plan
from crm.people import adding
from crm.things import one as things
from crm.things.key import Key
from tests.crm.meetings.readings import TODAY, edit, log, log_coffee

ALL = Answers(
    learned=Answer("A break clause matters more than the rent. For me: our lease ends in June."),
    needs=Answer("Priya: two cafés for a portrait series"),
    offers=Answer("portrait lights", about=2),
    energy="yes",
    next="send Priya the names of two cafés by Thursday",
)


@pytest.fixture
def coffee(book: Book) -> Book:
    """With Ana Ruiz and Priya Nair, yesterday, with nothing else said."""
    log_coffee(book)
    log(book, "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle")
    return book


def newest(book: Book, table: str = "meeting") -> int:
    return int(book.read.value(f"SELECT max(id) FROM {table}"))


def answer(book: Book, answers: Answers, meeting_id: int | None = None) -> None:
    with book.work() as work:
        look_back(work, meeting_id or newest(book), answers)


def kept(book: Book) -> list[str]:
    return [f"{one.who} {one.words}" for one in outcomes(book.read, newest(book))]


def archive(book: Book) -> str:
    status, out, _ = run_handed_over(book, ["export", "-", "--format", "json"], str(book.folder), "")
    assert status == 0
    return out


def test_all_answers_are_one_step_and_undo_brings_the_archive_back(coffee: Book) -> None:
    before, steps = archive(coffee), len(coffee.steps(50))
    answer(coffee, ALL)
    assert kept(coffee) == [
        "I promised send Priya the names of two cafés",
        "I promised tell Ana what came of the advice",
        "Priya looks for two cafés for a portrait series",
        "Priya can help with portrait lights",
        "Ana advised A break clause matters more than the rent.",
    ]
    advice = things.document(coffee.read, Key("advice", newest(coffee, "advice")))
    assert (advice["applies"], advice["on"]) == ("our lease ends in June.", "2026-11-20")
    assert things.document(coffee.read, Key("meeting", newest(coffee)))["energy"] == "yes"
    shared = [one.due for one in outcomes(coffee.read, newest(coffee)) if one.what == "share"]
    assert shared == [date(2026, 11, 26)]
    assert len(coffee.steps(50)) == steps + 1
    assert coffee.steps(1)[0].label == "Looked back on coffee with Ana Ruiz and Priya Nair"
    after = archive(coffee)
    coffee.undo()
    assert archive(coffee) == before
    coffee.redo()
    assert archive(coffee) == after


def test_a_planned_meeting_has_then_happened_and_counts_as_contact(coffee: Book) -> None:
    with coffee.work() as work:
        rosa = adding.add(work, "Rosa Lind").id
        planned = planning.plan(work, Plan((rosa,), date(2026, 11, 22), "call"))
        ahead = planning.plan(work, Plan((rosa,), date(2026, 11, 22), "walk"))
    edit(coffee, f"meeting-{planned}", "on=today")
    with pytest.raises(NotUnderstood, match="still ahead"):
        answer(coffee, Answers(energy="no"), ahead)
    answer(coffee, Answers(energy="no"), planned)
    assert things.document(coffee.read, Key("meeting", planned))["state"] == "happened"
    assert coffee.read.value("SELECT standing FROM person WHERE id = :id", id=rosa) == "kept"
    assert coffee.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=rosa) == "2026-11-21"


def test_what_is_no_promise_beside_the_next_step_goes_to_the_note(coffee: Book) -> None:
    answer(coffee, Answers(next="Send Ana the lease template. The talk about rent was long."))
    assert kept(coffee) == ["I promised send Ana the lease template"]
    assert coffee.read.value("SELECT note FROM meeting ORDER BY id DESC") == "The talk about rent was long."


def test_nothing_is_kept_of_no_answer_and_of_a_name_that_fits_two(coffee: Book) -> None:
    before = archive(coffee)
    with pytest.raises(NotUnderstood, match="Nothing is answered"):
        answer(coffee, Answers(needs=Answer("  ")))
    with pytest.raises(ChoiceNeeded, match="Sam"):
        answer(coffee, Answers(needs=Answer("a van"), next="introduce Ana to Sam"))
    assert archive(coffee) == before


@pytest.mark.parametrize(
    ("text", "about", "topics"),
    [
        ("a label printer", None, ["Ana looks for label printer"]),
        ("two cafés", 2, ["Priya looks for two cafés"]),
        ("Priya: two cafés", 1, ["Priya looks for two cafés"]),
        ("Priya - two cafés", 1, ["Priya looks for two cafés"]),
        ("Ana – labels; Priya — two cafés", None, ["Ana looks for labels", "Priya looks for two cafés"]),
        ("Ana Ruiz and Priya - a stall", None, ["Ana looks for stall", "Priya looks for stall"]),
        ("a half-day - or two", 2, ["Priya looks for half-day - or two"]),
        ("Ana: labels; Priya: two cafés", None, ["Ana looks for labels", "Priya looks for two cafés"]),
        ("Ana and Priya: a stall", None, ["Ana looks for stall", "Priya looks for stall"]),
        ("Ana: labels, Priya: cafés", None, ["Ana looks for labels", "Priya looks for cafés"]),
        (
            "Ana, Priya: a stall. Tom Sandberg: a tenant",
            1,
            ["Ana looks for stall", "Priya looks for stall", "Tom looks for tenant"],
        ),
        ("Priya needs two assistants", None, ["Priya looks for two assistants"]),
        ("they both need two desks", 2, ["Ana looks for two desks", "Priya looks for two desks"]),
        ("buyers (Sue Lamb)", None, ["Ana looks for buyers (Sue Lamb)"]),
        ("labels; two sizes", None, ["Ana looks for labels; two sizes"]),
        ("she is looking for a bookkeeper", 2, ["Priya looks for bookkeeper"]),
        ("needs two cafés", 2, ["Priya looks for two cafés"]),
        ("Priya is looking for a studio", 1, ["Priya looks for studio"]),
        ("Cafés: two, for December", None, ["Ana looks for Cafés: two, for December"]),
        ("nothing", None, []),
        ("Tom Sandberg: a tenant", None, ["Tom looks for tenant"]),
        ("Tom: a tenant", None, ["Ana looks for Tom: a tenant"]),
    ],
)
def test_whom_a_need_is_about(coffee: Book, text: str, about: int | None, topics: list[str]) -> None:
    answer(coffee, Answers(energy="some", needs=Answer(text, about)))
    told = [
        line.replace("looks for a ", "looks for ").replace("looks for an ", "looks for ")
        for line in kept(coffee)
    ]
    assert told == topics


@pytest.mark.parametrize(
    ("text", "promise", "due"),
    [
        (
            "send Priya the names of two cafés by Thursday",
            "I promised send Priya the names of two cafés",
            "2026-11-26",
        ),
        (
            "I'll introduce Ana to Ben Okafor by Friday",
            "I promised introduce Ana to Ben Okafor",
            "2026-11-27",
        ),
        ("to send Priya the list", "I promised send Priya the list", "2026-11-23"),
        ("send the list tomorrow", "I promised send Ana the list", "2026-11-22"),
        ("Priya: send the list tomorrow", "I promised send Priya the list", "2026-11-22"),
        (
            "think about the second shop by Friday",
            "I promised do Ana a favour: think about the second shop",
            "2026-11-27",
        ),
        ("look up the market dates", "I promised look up the market dates for Ana", "2026-11-28"),
        ("Thursday: water the plants", "I promised water the plants for Ana", "2026-11-26"),
        ("2pm Thursday call with Ana", "I promised do Ana a favour: 2pm Thursday call", "2026-11-26"),
        ("meet again in March", "I promised meet Ana again", "2027-03-01"),
        ("visit Ana's second shop on 12 December", "I promised visit Ana's second shop", "2026-12-12"),
        (
            "book the photo day with Priya on 3 December",
            "I promised book the photo day with Priya",
            "2026-12-03",
        ),
        ("Ana will send me the lease", "Ana promised send me the lease", None),
        ("thank Priya for the photos", "I promised thank Priya for the photos", "2026-11-22"),
    ],
)
def test_the_next_step_is_read_as_log_reads_it(
    coffee: Book, text: str, promise: str, due: str | None
) -> None:
    answer(coffee, Answers(next=text))
    assert kept(coffee) == [promise]
    promised = outcomes(coffee.read, newest(coffee))[0]
    assert promised.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("learned", "for_me", "who", "words", "applies"),
    [
        ("Priya: raise prices once a year", "", "Priya", "raise prices once a year", ""),
        ("ask early (for me: before June)", "", "Ana", "ask early", "before June"),
        ("ask early", "For me: before June", "Ana", "ask early", "before June"),
        ("", "stop discounting", "Ana", "stop discounting", ""),
        ("Budget: keep a third back", "", "Ana", "Budget: keep a third back", ""),
        ("Ana advised to ask early", "", "Ana", "ask early", ""),
        ("two things: price late\nship early", "", "Ana", "two things: price late\nship early", ""),
    ],
)
def test_what_was_learned_becomes_advice(
    coffee: Book, learned: str, for_me: str, who: str, words: str, applies: str
) -> None:
    answer(coffee, Answers(learned=Answer(learned), for_me=for_me))
    found = things.document(coffee.read, Key("advice", newest(coffee, "advice")))
    assert (found["person"].split()[0], found["words"], found["applies"]) == (who, words, applies)


def test_it_is_offered_from_its_time_on_and_the_day_after(coffee: Book) -> None:
    with coffee.work() as work:
        timed = planning.plan(work, Plan((1,), TODAY, "call", "14:00"))
    edit(coffee, f"meeting-{timed}", "state=planned")
    ids = [[one.meeting_id for one in offered(coffee.read, TODAY, time)] for time in ("13:59", "14:00")]
    assert ids == [[2, 1], [timed, 2, 1]]
    assert offered(coffee.read, TODAY, "14:00")[0].what == "call with Ana"
    assert [one.meeting_id for one in offered(coffee.read, date(2026, 11, 22), "00:00")] == [timed]
    assert offered(coffee.read, date(2026, 11, 23), "00:00") == []


def test_not_this_time_is_not_offered_again_and_changes_nothing_else(coffee: Book) -> None:
    with coffee.work() as work:
        not_this_time(work, 2)
    assert [one.meeting_id for one in offered(coffee.read, TODAY, "09:30")] == [1]
    assert coffee.steps(1)[0].label == "Left looking back on coffee with Ana Ruiz and Priya Nair"
    coffee.undo()
    assert len(offered(coffee.read, TODAY, "09:30")) == 2


def test_written_words_are_not_looked_back_on(coffee: Book) -> None:
    log(coffee, "Email to Tom Sandberg today")
    log(coffee, "Message from Ana Ruiz today")
    assert [one.meeting_id for one in offered(coffee.read, TODAY, "23:00")] == [2, 1]


def test_advice_to_try_by_a_day_moves_the_promise_it_opened(coffee: Book) -> None:
    answer(coffee, Answers(learned=Answer("ask early")))
    key = f"advice-{newest(coffee, 'advice')}"
    edit(coffee, key, "try_by=in two months")
    assert things.document(coffee.read, Key("advice", newest(coffee, "advice")))["try_by"] == "2027-01-21"
    due = "SELECT due_on FROM promise WHERE advice_id IS NOT NULL ORDER BY id DESC"
    assert coffee.read.value(due) == "2027-01-21"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(*[st.text(st.characters(codec="utf-8"), max_size=40)] * 5, st.sampled_from(("", "yes", "some", "no")))  # type: ignore[arg-type]
def test_whatever_is_answered_undo_restores_the_archive(
    coffee: Book, learned: str, for_me: str, needs: str, offers: str, next: str, energy: str
) -> None:
    before = archive(coffee)
    try:
        answer(coffee, Answers(Answer(learned), for_me, Answer(needs), Answer(offers), energy, next))
    except (NotUnderstood, ChoiceNeeded):
        assert archive(coffee) == before
        return
    coffee.undo()
    assert archive(coffee) == before

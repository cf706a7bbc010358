"""What each step changed: from what to what as it was then, of whom, and never all rows of a step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crm.settings
from crm.book import Book
from crm.history import first_row_changes
from crm.history.changes import StepChanges, describe_step_changes
from crm.history.queries import changes_of
from crm.history.setting_names import setting_label
from crm.importing.applying import import_directly
from crm.people import adding, deleting, editing, merging
from crm.people.fields import set_fields
from tests.conftest import TODAY
from tests.crm.storage.test_runs import bring_in as bring_in_people
from tests.ui.stories import log

Do = Callable[..., Any]


@pytest.fixture
def do(book: Book) -> Do:
    def done(use_case: Callable[..., Any], *given: Any) -> Any:
        with book.work() as work:
            return use_case(work, *given)

    done(adding.add, "Ana Ruiz")
    done(adding.add, "Ben Okafor")
    return done


def changes(book: Book) -> list[StepChanges]:
    steps = [step.id for step in book.steps()]
    told = changes_of(book.read, steps)
    return [told[one] for one in steps]


def words(book: Book) -> list[str]:
    return [
        describe_step_changes(told, step.label, TODAY)
        for told, step in zip(changes(book), book.steps(), strict=True)
    ]


@pytest.mark.parametrize(
    ("use_case", "given", "wanted"),
    [
        (editing.add_point, (1, "email", "ana@x.example"), "e-mail: ana@x.example"),
        (editing.set_text, (1, "organization", "Ruiz Hot Sauce"), "organisation: Ruiz Hot Sauce"),
        (editing.set_text, (1, "introduced_by", "Ben Okafor"), "introduced by: Ben Okafor"),
        (editing.set_text, (1, "birthday", "1980-03-04"), "birthday: 4 March 1980"),
        (editing.set_text, (1, "anniversary", "--02-29"), "anniversary: 29 February"),
        (editing.rename, (2, "Benjamin Okafor"), "name Ben Okafor → Benjamin Okafor"),
        (editing.set_rhythm, (1, 60), "rhythm no rhythm → every 2 months"),
        (editing.set_standing, (2, "resting"), "standing kept → resting"),
        (editing.add_tag, (1, "food"), "tag: food"),
        (editing.add_topic, (1, "looking_for", "labels"), "looking for: labels"),
        (editing.set_text, (1, "date", "first met: 2019-12-03"), "first met: 3 December 2019"),
        (editing.set_text, (1, "died", "2024-05-03"), "died: 3 May 2024"),
        (set_fields, (1, [("prefix", "=", "Dr."), ("nickname", "=", "A")]), "name Ana Ruiz → Dr. Ana Ruiz, nickname: A"),
    ],
)  # fmt: skip
def test_an_edit_in_words(do: Do, book: Book, use_case: Any, given: Any, wanted: str) -> None:
    do(use_case, *given)
    assert words(book)[0] == wanted


def test_values_are_those_of_then_whatever_came_since(do: Do, book: Book) -> None:
    do(editing.add_point, 1, "email", "first@x.example")
    do(editing.change_point, 1, "second@x.example")
    do(editing.change_point, 1, "third@x.example")
    do(editing.add_tag, 1, "food")
    do(editing.remove_tag, 1, "food")
    do(editing.remove_point, 1)
    expected = [
        "e-mail third@x.example taken away",
        "tag food taken away",
        "tag: food",
        "e-mail second@x.example → third@x.example",
        "e-mail first@x.example → second@x.example",
        "e-mail: first@x.example",
    ]
    assert words(book)[:6] == expected
    for _ in expected:
        book.undo()
    assert words(book)[:6] == expected, "also where all of it is undone"


def test_a_person_is_told_of_by_name_also_when_they_are_gone(do: Do, book: Book) -> None:
    log(book, "Introduce Ana Ruiz to Ben Okafor by Friday")
    do(editing.set_text, 2, "nickname", "B")
    do(deleting.delete, 2)
    assert words(book)[0] == "", "the name that stays in the promise is no news"
    gone, nickname = changes(book)[:2]
    assert (gone.changes[0].what, gone.changes[0].before, gone.changes[0].after) == (
        "person",
        "Ben Okafor",
        None,
    )
    assert [(one.name, one.is_there) for one in nickname.people] == [("Ben Okafor", False)]
    book.undo()
    assert changes(book)[1].people[0].is_there


def test_several_people_are_told_apart_and_a_label_is_not_repeated(do: Do, book: Book) -> None:
    with book.work() as work:
        for person_id, nickname in ((1, "A"), (2, "B")):
            editing.set_text(work, person_id, "nickname", nickname)
        work.label = "Changed two nicknames"
    assert words(book)[0] == "Ana Ruiz: nickname: A, Ben Okafor: nickname: B"
    assert words(book)[1] == "", "the label of “Added Ben Okafor” says it all"


def test_what_was_put_in_the_place_of_another_is_one_change(do: Do, book: Book) -> None:
    do(set_fields, 1, [("email", "=", "a@x.example"), ("tag", "=", "food")])
    do(set_fields, 1, [("email", "=", "b@x.example"), ("tag", "=", "press")])
    assert words(book)[0] == "e-mail a@x.example → b@x.example, tag food → press"
    do(set_fields, 1, [("tag", "=", "food"), ("tag", "+=", "fair")])
    assert words(book)[0] == "tag press taken away, tag: food and 1 more"


def test_what_was_logged_merged_and_imported(do: Do, book: Book, tmp_path: Path) -> None:
    log(book, "Coffee with Ana Ruiz yesterday at Blue Bottle. Send her the figures by Friday.")
    assert words(book)[0] == "meeting: coffee, 20 November, Blue Bottle, promise: the figures"
    assert [one.name for one in changes(book)[0].people] == ["Ana Ruiz"]
    do(merging.merge, 1, 2)
    assert {one.name for one in changes(book)[0].people} == {"Ana Ruiz", "Ben Okafor"}
    cards = tmp_path / "c.vcf"
    new = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEMAIL:p{n}@x.example\nEND:VCARD\n" for n in range(30)
    )
    ana = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@x.example\nTEL:+44 7700 900123\nEND:VCARD\n"
    do(editing.add_point, 1, "email", "ana@x.example")
    cards.write_text(new + ana, encoding="utf-8")
    with book.work() as work:
        import_directly(work, book.read, [cards])
    assert words(book)[0] == "New: Person 0, Person 1 and 28 more; changed: Ana Ruiz"


def test_of_very_many_rows_the_first_are_read(do: Do, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in_people(book, 3000)
    with book.work() as work:
        work.connection.execute("UPDATE person SET nickname = 'N' WHERE id > 2")
    read: list[int] = []
    entry = first_row_changes.StepEntry
    monkeypatch.setattr(first_row_changes, "StepEntry", lambda *given: read.append(1) or entry(*given))
    many, brought = changes(book)[:2]
    assert len(read) < 200
    assert (len(many.changes), many.unread) == (80, 2920)
    assert words(book)[0] == "Person 0: nickname: N, Person 1: nickname: N and 2,998 more"
    assert words(book)[1] == "New: Person 0, Person 1 and 2,998 more"
    assert brought.more_new == 2997


def test_a_damaged_note_is_passed_over(do: Do, book: Book) -> None:
    do(editing.set_text, 1, "nickname", "A")
    with book.quiet_connection() as connection:
        connection.execute("UPDATE row_change SET before = '{\"nick', after = 'x' WHERE op = 'U'")
    assert words(book)[0] == ""


TEXTS = st.sampled_from(["", "A", "Zoë", "a “b” → c", "佐藤", "1980-03-04", "x\ny"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["nickname", "pronouns", "blurb", "title"]), TEXTS), max_size=6))
def test_what_is_told_is_what_the_person_was_and_became(book: Book, edits: list[tuple[str, str]]) -> None:
    with book.work() as work:
        person_id = adding.add(work, "Ana Ruiz").id
    sql = (
        "SELECT nickname, pronouns, blurb, (SELECT title FROM role WHERE person_id = p.id) AS title FROM person p "
        "WHERE id = :id"
    )
    known = []
    for name, value in edits:
        before = dict(book.read.one(sql, id=person_id) or {})
        with book.work() as work:
            editing.set_text(work, person_id, name, value)
        after = dict(book.read.one(sql, id=person_id) or {})
        if (before[name] or "") != (after[name] or ""):
            known.append((name, before[name] or None, after[name] or None))
    steps = book.steps(len(known)) if known else []
    told = changes_of(book.read, [step.id for step in steps])
    assert [
        (one.what, one.before, one.after) for step in reversed(steps) for one in told[step.id].changes
    ] == known


@pytest.mark.parametrize(
    ("key", "chosen", "wanted"),
    [
        (crm.settings.OWNER_NAME, "Jo Lindqvist", "your name: Jo Lindqvist"),
        (
            crm.settings.OWNER_EMAILS,
            ["jo@x.example", "j@y.example"],
            "your addresses: jo@x.example, j@y.example",
        ),
        (crm.settings.TEXT_SIZE, 125, "text size: 125 %"),
        (crm.settings.REMIND_AT, "", "notification at: never"),
        (crm.settings.HIDE_NAMES, True, "names hidden: on"),
        (crm.settings.DAYS_OFF, [4, 6], "days off: Friday, Sunday"),
        (crm.settings.RULES_OFF, ["dates"], "turned off on Today: Dates"),
        (crm.settings.WELCOMED, True, ""),
    ],
)
def test_a_setting_is_told_as_its_page_calls_it(
    book: Book, do: Do, key: crm.settings.Key[Any], chosen: object, wanted: str
) -> None:
    do(crm.settings.change, key, chosen)
    assert words(book)[0] == wanted


def test_every_setting_of_a_page_has_words() -> None:
    keys = {value.name for value in vars(crm.settings).values() if isinstance(value, crm.settings.Key)}
    untold = {key for key in keys if not setting_label(key)}
    assert untold == {"welcomed", "today.holidays", "today.holidays_of"}

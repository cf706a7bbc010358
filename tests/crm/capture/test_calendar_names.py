"""Months, days and languages are names too, where a person stands; everywhere else they stay what they are."""

from datetime import date

import pytest

from crm.capture.names import KnownName, Names
from crm.capture.understand import understand
from tests.crm.capture.network import TODAY

BOOK = Names(
    [
        KnownName(number, name, *name.split())
        for number, name in enumerate(
            ["Ana Ruiz", "Ben Okafor", "April Jones", "May Chen", "June Park", "Friday Adams", "Sun Lee", "Jan Novak"], 1
        )
    ]
)  # fmt: skip
NEW = [
    "April Mills", "May Brown", "June Osei", "August Strindberg", "January Jones", "Sun Wei", "Jan Kowalski", "Friday Ode",
    "Tuesday Weld", "Easter Brown", "An Nguyen", "Will Smith", "Mark Twain", "Grant Mills", "Dawn French", "Summer Reed",
    "Chance Perdomo", "Hope Mills", "Ivy Cole", "Theresa May", "Frank March", "Bill English",
]  # fmt: skip


def people(text: str, names: Names = BOOK) -> list[tuple[str, str]]:
    return [(one.name, one.status) for one in understand(text, TODAY, names).people]


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize(
    "said", ["Coffee with {} yesterday", "Met {} at Gail's", "Lunch with Ana Ruiz and {} in May"]
)
def test_a_word_of_the_calendar_with_a_family_name_is_somebody_new(name: str, said: str) -> None:
    assert (name, "new") in people(said.format(name))


@pytest.mark.parametrize(
    ("said", "who"),
    [("Mrs. March", "March"), ("Ms French", "French"), ("Dr. June", "June"), ("Hope", "Hope")],
)
def test_a_title_or_with_alone_makes_a_name_of_it(said: str, who: str) -> None:
    assert people(f"Lunch with {said} yesterday", Names()) == [(who, "new")]


@pytest.mark.parametrize("name", ["April Mills", "Friday Ode", "Dawn French", "June Osei"])
@pytest.mark.parametrize(
    "said", ["Intro {} to Ben Okafor", "Send {} the deck", "{} promised to send me the plan", "Called {}"]
)
def test_wherever_a_person_must_stand(name: str, said: str) -> None:
    assert (name, "new") in people(said.format(name))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Coffee with Friday on Friday", "Friday Adams"),
        ("call with Jan in Jan", "Jan Novak"),
        ("lunch with may", "May Chen"),
        ("Send May the deck in June", "May Chen"),
        ("April promised to send me the plan", "April Jones"),
        ("June called", "June Park"),
        ("May and I had lunch", "May Chen"),
        ("Coffee with April 3 days ago", "April Jones"),
    ],
)
def test_of_the_book_the_first_name_alone_will_do(text: str, who: str) -> None:
    assert people(text) == [(who, "assumed")]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Coffee with Ana Ruiz on Friday", date(2026, 11, 20)),
        ("Coffee with Ana Ruiz Friday", date(2026, 11, 20)),
        ("Coffee with Ana Ruiz, Friday 3pm", date(2026, 11, 20)),
        ("Met Ana Ruiz Sun", date(2026, 11, 15)),
        ("Coffee with Ana Ruiz in May", date(2026, 5, 1)),
        ("Coffee with Ana Ruiz early May", date(2026, 5, 1)),
        ("Coffee with Ana Ruiz on 3 May", date(2026, 5, 3)),
        ("Coffee with Ana Ruiz May 3", date(2026, 5, 3)),
        ("Met Ana Ruiz. Friday was good, June was busy", TODAY),
    ],
)
def test_a_day_stays_a_day_though_somebody_is_called_so(text: str, on: date) -> None:
    draft = understand(text, TODAY, BOOK)
    assert [one.name for one in draft.people] == ["Ana Ruiz"]
    assert draft.meeting is not None
    assert draft.meeting.on == on


@pytest.mark.parametrize(
    "text",
    [
        "From May to June Ana Ruiz is away",
        "Every Friday I call Ana Ruiz",
        "Ana Ruiz is back in May, April or June",
        "I'll call Friday next week about Ana Ruiz",
        "Visit May 3 with Ana Ruiz",
    ],
)
def test_of_the_calendar_alone_nobody_is_made(text: str) -> None:
    assert people(text) == [("Ana Ruiz", "known")]


@pytest.mark.parametrize(
    "text",
    ["Lunch with April Team", "Met Friday Petra Vogel at Gail's", "Coffee With An Expert", "Walk with May Day crowds",
     "Coffee with Sunday Times reporter", "In May Petra left", "Lunch with French food"],
)  # fmt: skip
def test_nobody_is_invented(text: str) -> None:
    assert people(text, Names()) == []


def test_who_was_named_in_full_is_meant_by_the_first_name_after_it() -> None:
    draft = understand(
        "Coffee with April Mills. April will send me the deck. I owe April a book. Back in May.",
        TODAY,
        Names(),
    )
    assert [one.name for one in draft.people] == ["April Mills"]
    assert [(one.by.name if one.by else "me", one.what) for one in draft.promises] == [
        ("April Mills", "the deck"),
        ("me", "a book"),
    ]

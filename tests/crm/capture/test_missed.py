"""Whom do you miss? Names, and what was said beside them."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.capture.people_missed import MissedPerson, parse_missed_people
from tests.growth import LINEAR, first, growth, repeated


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my old boss Henrik Dahl", ["Henrik Dahl: my old boss"]),
        ("my old boss henrik dahl", ["Henrik Dahl: my old boss"]),
        ("Henrik Dahl, my old boss, and Ana", ["Henrik Dahl: my old boss", "Ana"]),
        ("my old boss, Henrik Dahl", ["Henrik Dahl: my old boss"]),
        ("my old boss (Henrik Dahl)", ["Henrik Dahl: my old boss"]),
        ("Henrik Dahl – my old boss", ["Henrik Dahl: my old boss"]),
        ("I really miss Henrik Dahl so much.", ["Henrik Dahl"]),
        ("Henrik from Acme", ["Henrik: from Acme"]),
        ("my colleague at Acme Henrik Dahl", ["Henrik Dahl: my colleague at Acme"]),
        ("my friend from uni ana ruiz", ["Ana Ruiz: my friend from uni"]),
        ("aunt May", ["May: aunt"]),
        ("Ana (my neighbour)", ["Ana: my neighbour"]),
        ("Ana Ruiz, Ben Okafor & mei", ["Ana Ruiz", "Ben Okafor", "Mei"]),
        ("ana ruiz, ben and mei", ["Ana Ruiz", "Ben", "Mei"]),
        ("my former colleagues Ana Ruiz and Ben", ["Ana Ruiz: my former colleagues", "Ben: my former colleagues"]),
        ("Henrik, who taught me to print", ["Henrik: who taught me to print"]),
        ("Ludwig van Beethoven and maria de la cruz", ["Ludwig van Beethoven", "Maria de la Cruz"]),
        ("Mum and my dad", ["Mum", "Dad"]),
        ("our neighbours the Okafors", ["the Okafors: our neighbours"]),
        ("李雷, Dr. Anne-Marie O'Neill", ["李雷", "Dr. Anne-Marie O'Neill"]),
        ("my sister", [": my sister"]),
        ("everyone at the old studio", [": everyone at the old studio"]),
        ("I have not seen Beth for years", ["Beth"]),
        ("My grandma, and Noor @noor", ["Grandma", "Noor: @noor"]),
        ("nobody", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_name_and_who_it_is(said: str, told: list[str]) -> None:
    assert [
        f"{one.name}: {_beside(one)}" if _beside(one) else one.name for one in parse_missed_people(said)
    ] == told


def _beside(one: MissedPerson) -> str:
    return one.description or ("" if one.name else one.typed)


@pytest.mark.parametrize(
    ("said", "name", "email", "phone"),
    [
        ("henrik.dahl@acme.example", "Henrik Dahl", "henrik.dahl@acme.example", ""),
        ("h.dahl@acme.example", "H. Dahl", "h.dahl@acme.example", ""),
        ("x99@acme.example", "x99@acme.example", "x99@acme.example", ""),
        ("Henrik <hd@acme.example>", "Henrik", "hd@acme.example", ""),
        ("Henrik, +44 7700 900123", "Henrik", "", "+44 7700 900123"),
        ("Henrik at hd@acme.example", "Henrik", "hd@acme.example", ""),
    ],
)
def test_where_to_reach_them_is_no_part_of_the_name(said: str, name: str, email: str, phone: str) -> None:
    only = parse_missed_people(said)[0]
    assert (only.name, only.email, only.phone, only.description) == (name, email, phone, "")


def test_an_aunt_keeps_what_she_is_called() -> None:
    assert [one.nickname for one in parse_missed_people("aunt May, my uncle bob and Ana")] == [
        "Aunt May",
        "Uncle Bob",
        "",
    ]


def test_behind_several_dashes_the_words_stay_as_they_were_typed() -> None:
    (only,) = parse_missed_people("Lea - lives in Oslo - plays chess: well")
    assert (only.name, only.description) == ("Lea", "lives in Oslo - plays chess: well")
    (only,) = parse_missed_people("my old boss - Henrik Dahl - Oslo")
    assert (only.name, only.description) == ("Henrik Dahl", "my old boss, Oslo")


@pytest.mark.parametrize(
    "piece", first(3, [" - ", "a: ", "Ana, ", "and ", "1/2/", "my old boss, ", "a@b.c, "])
)
def test_a_pasted_page_costs_in_proportion(piece: str) -> None:
    assert (
        growth(lambda length: partial(parse_missed_people, repeated("Ana ", piece, "", length)), 15_000)
        < LINEAR
    )


@given(st.text(max_size=60))
def test_any_text_gives_names_out_of_itself(said: str) -> None:
    for one in parse_missed_people(said):
        assert one.name or one.typed
        assert one.name == one.name.strip()

"""Full names taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.people.names import Parts, joined, split


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", Parts(given="Ana", family="Ruiz")),
        ("Madonna", Parts(given="Madonna")),
        ("Dr. Ana María Ruiz Jr.", Parts("Dr.", "Ana", "María", "Ruiz", "Jr.")),
        ("Ruiz, Ana", Parts(given="Ana", family="Ruiz")),
        ("Ludwig van der Rohe", Parts(given="Ludwig", family="van der Rohe")),
        ("Ben Okafor, PhD", Parts(given="Ben", family="Okafor", suffix="PhD")),
        ("Priya Sharma, MBA, PMP", Parts(given="Priya", family="Sharma", suffix="MBA PMP")),
        ("Lena Fischer (she/her)", Parts(given="Lena", family="Fischer", suffix="(she/her)")),
        ("Prof. Li", Parts(prefix="Prof.", given="Li")),
    ],
)
def test_parts_of_names_people_type(name: str, parts: Parts) -> None:
    assert split(name) == parts


@given(st.lists(st.text("abcdéøß", min_size=1), min_size=1, max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    assert sorted(joined(split(" ".join(words))).split()) == sorted(words)

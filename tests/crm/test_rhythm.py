"""How often to be in touch: days, and the words for them."""

import pytest

from crm import rhythm
from crm.errors import NotUnderstood


@pytest.mark.parametrize(
    ("asked", "days"),
    [("closest", 21), ("close", 60), ("in_touch", 182), ("in touch", 182), ("Yearly", 365), ("45d", 45), ("45", 45),
     ("every 6 weeks", 42), ("2 months", 60), ("none", None), ("", None)],
)  # fmt: skip
def test_a_rhythm_is_read_as_people_write_it(asked: str, days: int | None) -> None:
    assert rhythm.parse(asked) == days


@pytest.mark.parametrize("nonsense", ["often", "0d", "-3d", "99999", "45 cats", "d"])
def test_what_is_no_rhythm_is_said_so(nonsense: str) -> None:
    with pytest.raises(NotUnderstood, match="not a rhythm"):
        rhythm.parse(nonsense)


@pytest.mark.parametrize("days", [21, 60, 182, 365, 45, 1, None])
def test_the_name_of_a_rhythm_reads_back(days: int | None) -> None:
    assert rhythm.parse(rhythm.name(days)) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [(21, "every 3 weeks"), (60, "every 2 months"), (182, "every 6 months"), (365, "once a year"),
     (45, "every 45 days"), (7, "every week"), (1, "every day"), (None, "no rhythm")],
)  # fmt: skip
def test_words_for_a_rhythm(days: int | None, words: str) -> None:
    assert rhythm.words(days) == words

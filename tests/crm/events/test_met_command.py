"""`met` as a script gives it."""

from collections.abc import Callable

from tests.crm.commands.conftest import Told, goodturn

__all__ = ["goodturn"]
Goodturn = Callable[..., Told]


def test_met_chooses_and_answers_with_the_meeting(goodturn: Goodturn) -> None:
    people = "Kofi Mensah, Ann Lee, Dora Blum, Eli Stone, Fay Wong and Gus Hart"
    assert goodturn("log", f"Event: spring fair with {people}").status == 0
    told = goodturn("met", "meeting-1", "Kofi Mensah", "said=labels are due", "do=send the survey", "--json")
    assert told.status == 0, told.err
    assert told.json["met"][0] == {"person": "Kofi Mensah", "counts": True, "said": "labels are due"}
    assert told.json["purpose"] == "spring fair"
    assert goodturn("met", "meeting-1", "Zed Novel").status == 0
    parked = goodturn("people", "standing:parked", "--json").out
    assert "Zed Novel" in parked


def test_met_says_what_does_not_fit(goodturn: Goodturn) -> None:
    goodturn("log", "Coffee with Ann Lee")
    for words in (
        ("met", "meeting-1", "Ann Lee"), ("met", "meeting-9", "Ann Lee"), ("met", "meeting-1", "said=hello"),
        ("met", "note-1", "Ann Lee"), ("met", "meeting-1", "Ann Lee", "said=one", "said=two"), ("met", "meeting-1", "Ann Lee", "place=here"),
    ):  # fmt: skip
        told = goodturn(*words)
        assert told.status != 0
        assert told.err.strip()


def test_a_name_given_twice_is_one_person_and_a_first_name_is_of_someone_there(goodturn: Goodturn) -> None:
    assert goodturn("log", "Event: spring fair with Kofi Mensah and Ann Lee").status == 0
    told = goodturn("met", "meeting-1", "Zed Novel", "zed novel", "kofi", "said=labels are due", "--json")
    assert told.json["people"] == ["Kofi Mensah", "Ann Lee", "Zed Novel"]
    assert told.json["met"][0] == {"person": "Kofi Mensah", "counts": True, "said": "labels are due"}
    assert goodturn("met", "meeting-1", "Ann").status == 0
    assert len(goodturn("get", "meeting-1", "--json").json["people"]) == 3


def test_who_counts_is_said_in_words(goodturn: Goodturn) -> None:
    goodturn("log", "Event: spring fair with Kofi Mensah")
    told = goodturn("met", "meeting-1", "Zed Novel")
    assert "met: Kofi Mensah, counts; Zed Novel\n" in told.out

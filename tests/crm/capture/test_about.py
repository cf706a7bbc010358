"""What is written on someone's own page means that person, without the name."""

from datetime import date

import pytest

from crm.capture.names import KnownName, Names
from crm.capture.on_person_page import has_structure, understand_about

TODAY = date(2026, 11, 21)
NAMES = Names(
    [
        KnownName(1, "Ana Ruiz", "Ana", "Ruiz", "", "kept", ""),
        KnownName(2, "Ben Okafor", "Ben", "Okafor", "", "kept", ""),
    ]
)


def test_a_meeting_has_them_as_partner_and_they_are_she() -> None:
    draft = understand_about(
        "coffee yesterday at Blue Bottle. Send her the pricing article", TODAY, NAMES, "Ana Ruiz"
    )
    assert draft.meeting is not None
    assert (draft.meeting.kind, draft.meeting.on, draft.meeting.place) == (
        "coffee",
        date(2026, 11, 20),
        "Blue Bottle",
    )
    assert [one.person_id for one in draft.meeting.people] == [1]
    assert [(one.kind, [who.name for who in one.people]) for one in draft.promises] == [
        ("share", ["Ana Ruiz"])
    ]
    assert draft.text == "coffee yesterday at Blue Bottle. Send her the pricing article"


def test_a_promise_or_a_topic_alone_is_about_them_and_leaves_no_note() -> None:
    promise = understand_about("Intro her to Ben Okafor by Friday", TODAY, NAMES, "Ana Ruiz")
    assert [who.name for who in promise.promises[0].people] == ["Ana Ruiz", "Ben Okafor"]
    topic = understand_about("She is looking for a packaging designer", TODAY, NAMES, "Ana Ruiz")
    assert [(one.person.name, one.topic) for one in topic.topics] == [("Ana Ruiz", "packaging designer")]
    assert (promise.note, topic.note) == ("", "")


@pytest.mark.parametrize("text", ["Kids started at Leith Primary", "Loved the bees"])
def test_anything_else_is_a_note_as_typed(text: str) -> None:
    draft = understand_about(text, TODAY, NAMES, "Ana Ruiz")
    assert not has_structure(draft)
    assert draft.note == text


def test_who_is_named_is_taken_at_the_word() -> None:
    draft = understand_about("Coffee with Ben Okafor yesterday", TODAY, NAMES, "Ana Ruiz")
    assert draft.meeting is not None
    assert [one.name for one in draft.meeting.people] == ["Ben Okafor"]

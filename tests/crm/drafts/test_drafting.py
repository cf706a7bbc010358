"""The mail draft of each kind of row."""

from datetime import date, timedelta

import pytest

from crm.advice import noting
from crm.book import Book
from crm.drafts.introduction_mail import draft_introduction_question
from crm.drafts.mail import MailDraft
from crm.drafts.mail_draft import draft_for
from crm.drafts.next_draft import next_draft
from crm.errors import NotUnderstood
from crm.model import Advice, Organisation, Role
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def draft(book: Book, key: str) -> MailDraft:
    return draft_for(book.read, key, TODAY, "Sam Lind")


@pytest.fixture
def introduced(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(
            work,
            "Ana Ruiz",
            "ana@example.org",
            blurb="Ana makes small-batch hot sauce and is redoing her labels.",
        )
        ben = scenes.person(
            work, "Ben Okafor", "ben@example.org", blurb="Runs a small packaging studio in Leith."
        )
        scenes.person_topic(work, ben, "can_help_with", "print")
        scenes.introduction(work, ana, ben)
    return book


def test_the_joint_mail_gives_each_a_reason_and_an_easy_way_out(introduced: Book) -> None:
    found = draft(introduced, "promise-1")
    assert found.to == ("ana@example.org", "ben@example.org")
    assert found.subject == "Ana, meet Ben"
    assert found.body.split("\n\n") == [
        "Ana, Ben runs a small packaging studio in Leith and can help with print.",
        "Ben, Ana makes small-batch hot sauce and is redoing her labels.",
        "I thought you would enjoy each other. If the timing is wrong for either of you, just say so, that is quite all "
        "right. I will leave it with you both.",
        "Sam Lind",
    ]
    assert found.note == ""


def test_each_side_can_be_asked_first(introduced: Book) -> None:
    found = draft_introduction_question(introduced.read, 1, 2, "Sam Lind")
    assert found.to == ("ben@example.org",)
    assert found.subject == "May I introduce you to Ana Ruiz?"
    assert "I thought of you the other day. Ana makes small-batch hot sauce" in found.body
    assert "ana@example.org" not in found.body
    with pytest.raises(NotUnderstood):
        draft_introduction_question(introduced.read, 1, 3)


def test_without_a_blurb_role_and_topics_are_used_and_a_missing_address_is_noted(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        firm = Organisation(name="Leith Print")
        work.session.add(firm)
        work.session.flush()
        work.session.add(Role(person_id=ben.id, organisation_id=firm.id, title="Head of packaging"))
        scenes.person_topic(work, ana, "looking_for", "packaging designer")
        scenes.introduction(work, ana, ben)
    found = draft(book, "promise-1")
    assert found.to == ()
    assert "Ana, Ben is head of packaging at Leith Print." in found.body
    assert "Ben, Ana is looking for a packaging designer." in found.body
    assert found.note == "Ana Ruiz and Ben Okafor have no e-mail address here."


def test_a_share_names_the_thing_and_brings_the_link(book: Book) -> None:
    with book.work() as work:
        mei = scenes.person(work, "Mei Kobayashi", "mei@example.org")
        scenes.promise(work, "share", "send her the pricing article", mei)
        item = scenes.item(work, "On pricing", url="https://example.org/pricing")
        scenes.promise(work, "share", "send her that article", mei, item_id=item.id)
    found = draft(book, "promise-1")
    assert found.subject == "The pricing article"
    assert found.body.startswith("Mei,\n\nas promised: the pricing article.\n\nNo need to answer.")
    with_link = draft(book, "promise-2")
    assert with_link.subject == "On pricing"
    assert "as promised: “On pricing”.\n\nhttps://example.org/pricing\n\n" in with_link.body


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("thank", "thank Tom for the introduction", "thank you for the introduction."),
        ("ask_after", "how the launch went", "I have been wondering how the launch went."),
        ("meet_again", "in spring", "Would half an hour in the next two weeks suit you?"),
        ("favour", "check the market dates", "I promised to check the market dates for you."),
        ("recommend", "recommend Tom to Ana", "I promised to recommend you to Ana."),
    ],
)
def test_every_kind_of_promise_has_its_words(book: Book, kind: str, words: str, said: str) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", "tom@example.org")
        scenes.promise(work, kind, words, tom)
    found = draft(book, "promise-1")
    assert found.to == ("tom@example.org",)
    assert said in found.body
    assert found.body.startswith("Tom,")
    assert found.body.endswith("Sam Lind")
    assert "{" not in found.body
    assert "!" not in found.body


def test_reporting_back_quotes_the_advice(book: Book) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg")
        given = Advice(
            direction="received",
            person_id=tom.id,
            words="raise the day rate by a fifth",
            given_on=date(2026, 10, 2),
            tried="yes",
            came_of="It held with two clients",
        )
        work.session.add(given)
        work.session.flush()
        scenes.promise(work, "report_back", "what came of the advice", tom, advice_id=given.id)
    body = draft(book, "promise-1").body
    assert "on 2 October you advised me: “raise the day rate by a fifth”." in body
    assert "I tried it, and this is what came of it: It held with two clients." in body


@pytest.mark.parametrize("direction", ["received", "given"])
@pytest.mark.parametrize("tried", ["", "yes", "no"])
@pytest.mark.parametrize("came_of", ["", "Both stayed.", "she asked for more"])
@pytest.mark.parametrize("applies", ["", "She signs in January", "they mean to try it by May."])
def test_the_mail_of_advice_reads_well_whatever_is_noted(
    book: Book, direction: str, tried: str, came_of: str, applies: str
) -> None:
    with book.work() as work:
        hana = scenes.person(work, "Hana Abe", "hana@example.org", pronouns="she/her")
        meal = scenes.meeting(work, TODAY - timedelta(days=9), hana, kind="meal")
        work.session.add(
            Advice(
                direction=direction, person_id=hana.id, words="hire slowly.", given_on=meal.held_on, meeting_id=meal.id,
                tried=tried, came_of=came_of, applies=applies,
            )
        )  # fmt: skip
    body = next_draft(book.read, "advice-1", TODAY, "Sam Lind").body
    assert body.startswith("Hana,\n\nover a meal on 12 November ")
    assert "“hire slowly”." in body
    for slip in ("  ", "..", " .", ":\n", "\n\n\n", "{", "?."):
        assert slip not in body


def test_advice_given_is_asked_after_by_its_row_and_by_its_key(book: Book) -> None:
    with book.work() as work:
        hana = scenes.person(work, "Hana Abe", "hana@example.org")
        noting.note(work, hana.id, noting.NewAdvice("given", "hire slowly", "She meant to decide by Friday"))
    by_row = draft(book, "promise-1")
    assert by_row == next_draft(book.read, "advice-1", TODAY, "Sam Lind")
    assert (
        "today I told you: “hire slowly”. You meant to decide by Friday. I have been wondering" in by_row.body
    )


def test_rows_about_people_have_a_draft_too(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org", birthday="--11-22", rhythm_days=21)
        scenes.meeting(work, TODAY - timedelta(days=40), ana, note="Redoing labels for Christmas.")
        scenes.promise(work, "favour", "check the market dates", by_person_id=ana.id)
    assert "I noted “Redoing labels for Christmas”. How did it go on?" in draft(book, "stay_close-1").body
    assert draft(book, "birthday-1").subject == "Happy birthday"
    assert "you kindly offered to check the market dates." in draft(book, "owed-1").body


@pytest.mark.parametrize("key", ["promise-99", "meeting-1", "nonsense", "stay_close-9", "promise-x", ""])
def test_a_row_that_is_not_there_has_no_draft(book: Book, key: str) -> None:
    with pytest.raises(NotUnderstood):
        draft(book, key)

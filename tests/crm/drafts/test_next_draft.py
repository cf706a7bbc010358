"""The mail of the next step of each thing with a key, from the first question to telling what came of it."""

from datetime import date, timedelta

import pytest

from crm.asks import asking
from crm.book import Book
from crm.drafts.mail import MailDraft
from crm.drafts.next_draft import next_draft
from crm.errors import ChoiceNeeded, NothingFound, NotUnderstood
from crm.introductions import completing, side_answers
from crm.model import Advice, Introduction, Share
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def draft(
    book: Book, key: str, days: int = 0, person: int | None = None, anonymous: bool = False
) -> MailDraft:
    return next_draft(
        book.read, key, TODAY + timedelta(days), "Sam Lind", person_id=person, anonymous=anonymous
    )


@pytest.fixture
def introduced(book: Book) -> Book:
    with book.work() as work:
        work.today = TODAY
        ana = scenes.person(
            work, "Ana Ruiz", "ana@example.org", blurb="Ana makes hot sauce and is redoing her labels."
        )
        ben = scenes.person(
            work,
            "Ben Okafor",
            "ben@example.org",
            blurb="Runs a packaging studio in Leith. Ben's team is small.",
        )
        scenes.introduction(work, ana, ben)
    return book


def answer(book: Book, place: int, given: str, days: int = 0, until: date | None = None) -> None:
    with book.work() as work:
        work.today = TODAY + timedelta(days)
        side_answers.answer(work, 1, place, given, until)


def test_an_introduction_has_a_mail_for_every_step(introduced: Book) -> None:
    assert draft(introduced, "introduction-1").to == ("ana@example.org",)
    answer(introduced, 1, "asked")
    assert draft(introduced, "introduction-1").to == ("ben@example.org",)
    answer(introduced, 2, "later", until=date(2026, 12, 10))
    nudge = draft(introduced, "introduction-1", 8)
    assert (nudge.to, nudge.note) == (("ana@example.org",), "")
    assert "would like to meet Ben Okafor. There is no hurry." in nudge.body
    answer(introduced, 1, "yes", 9)
    early = draft(introduced, "introduction-1", 9)
    assert early.note == "It is early: the day to ask again is 10 December."
    assert "come back later about meeting Ana Ruiz" in draft(introduced, "introduction-1", 19).body
    answer(introduced, 2, "yes", 19)
    assert draft(introduced, "introduction-1", 19).subject == "Ana, meet Ben"
    with introduced.work() as work:
        work.today = TODAY + timedelta(20)
        completing.mark_made(work, 1)
    assert "I introduced you on 11 December" in draft(introduced, "introduction-1", 50).body
    assert draft(introduced, "introduction-1", 50, person=2).to == ("ben@example.org",)
    with introduced.work() as work:
        completing.mark_heard_back(work, 1)
    with pytest.raises(NothingFound):
        draft(introduced, "introduction-1", 50)


def test_the_promise_and_the_introduction_have_the_same_next_mail(introduced: Book) -> None:
    assert draft(introduced, "promise-1") == draft(introduced, "introduction-1")


def test_nobody_learns_who_declined(introduced: Book) -> None:
    answer(introduced, 2, "no")
    for person in (None, 1, 2):
        with pytest.raises(NothingFound) as refused:
            draft(introduced, "introduction-1", person=person)
        assert "Ben" not in str(refused.value)


def test_a_side_can_be_asked_without_the_others_name(introduced: Book) -> None:
    mail = draft(introduced, "introduction-1", person=1, anonymous=True)
    assert "Someone I know runs a packaging studio in Leith. This person's team is small." in mail.body
    assert mail.subject == "May I introduce you to someone I know?"
    for telling in ("Ben", "Okafor", "ben@"):
        assert telling not in f"{mail.subject}{mail.body}"
    answer(introduced, 1, "asked")
    assert "Ben" not in draft(introduced, "introduction-1", 9, person=1, anonymous=True).body


def test_an_introduction_received_is_thanked_for_and_told_about(book: Book) -> None:
    with book.work() as work:
        ben = scenes.person(work, "Ben Okafor", "ben@example.org")
        tom = scenes.person(work, "Tom Sandberg")
        made = scenes.introduction(work, tom, "me")
        row = work.session.query(Introduction).filter_by(promise_id=made.id).one()
        row.by_person_id, row.state, row.made_on = ben.id, "made", TODAY
    thanks = draft(book, "introduction-1")
    assert thanks.to == ("ben@example.org",)
    assert "thank you for introducing me to Tom Sandberg." in thanks.body
    with book.work() as work:
        row = work.session.get(Introduction, 1)
        assert row is not None
        row.thanked_on, row.came_of = TODAY, "We meet every month now."
    told = draft(book, "introduction-1", 14).body
    assert "you introduced me to Tom Sandberg on 21 November, and I wanted you to know" in told
    assert "what came of it: We meet every month now.\n" in told


def test_an_ask_has_a_mail_for_every_answer(book: Book) -> None:
    words = "Could you tell me in 15 minutes how you set your day rate?"
    with book.work() as work:
        work.today = TODAY
        tom = scenes.person(work, "Tom Sandberg", "tom@example.org").id
        asking.draft(work, tom, words, offer="I can read your proposal.", respect="You say what things cost.")
    first = draft(book, "ask-1").body
    assert "You say what things cost.\n\nCould you tell me" in first
    with book.work() as work:
        work.today = TODAY
        asking.ask(work, tom, words, ask_id=1)
    assert f"I asked you something today: {words}" in draft(book, "ask-1").body
    with book.work() as work:
        work.today = TODAY
        asking.answer_not_now(work, 1, TODAY + timedelta(30))
    with pytest.raises(NothingFound, match="not now"):
        draft(book, "ask-1", 10)
    assert f"here is my question again: {words}" in draft(book, "ask-1", 30).body
    with book.work() as work:
        asking.answer_yes(work, 1)
    assert "What I offered still stands: I can read your proposal.\n" in draft(book, "ask-1").body


def test_advice_is_closed_from_both_directions(book: Book) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", "tom@example.org")
        for direction, came_of in (("received", "Two clients stayed."), ("given", "")):
            work.session.add(
                Advice(
                    direction=direction,
                    person_id=tom.id,
                    words="raise the day rate",
                    given_on=TODAY,
                    came_of=came_of,
                )
            )
    assert "today you advised me: “raise the day rate”." in draft(book, "advice-1").body
    assert "I wanted to tell you what came of it: Two clients stayed.\n" in draft(book, "advice-1").body
    assert "today I told you: “raise the day rate”." in draft(book, "advice-2").body


def test_the_shelf_is_sent_once_and_asked_about(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org")
        scenes.item(work, "On pricing", url="https://example.org/pricing")
    with pytest.raises(ChoiceNeeded):
        draft(book, "item-1")
    assert (
        "Ana,\n\nOn pricing\nhttps://example.org/pricing\n\nNo need"
        in draft(book, "item-1", person=ana.id).body
    )
    with book.work() as work:
        work.session.add(Share(item_id=1, person_id=1, sent_on=TODAY))
    with pytest.raises(NothingFound, match="has it already"):
        draft(book, "item-1", person=1)
    assert "I sent you “On pricing” on 21 November. Was it of use?" in draft(book, "share-1", 20).body


def test_telling_a_sponsor_first_has_its_mail(book: Book) -> None:
    with book.work() as work:
        dana = scenes.person(work, "Dana Cole")
        scenes.promise(work, "favour", "tell Dana before the news breaks", dana).kind = "inform"
    assert "I wanted you to hear this from me first." in draft(book, "promise-1").body


@pytest.mark.parametrize(
    "key",
    [
        "introduction-9",
        "promise-9",
        "ask-9",
        "advice-9",
        "share-9",
        "item-9",
        "x-1",
        "",
        "ask-",
        "stay_close-9",
    ],
)
def test_a_key_that_is_not_there_is_not_found(book: Book, key: str) -> None:
    with pytest.raises(NothingFound):
        draft(book, key, person=1 if key.startswith("item") else None)


def test_a_kind_without_mails_and_a_stranger_are_refused(introduced: Book) -> None:
    with pytest.raises(NotUnderstood):
        draft(introduced, "topic-1")
    with pytest.raises(NothingFound):
        draft(introduced, "introduction-1", person=99)

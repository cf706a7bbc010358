"""Grammar of all mails: no third-person pronouns for the recipient, no doubled words, correct articles."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from crm.book import Book
from crm.drafts.addressing import Recipients, in_second_person
from crm.drafts.ask_mail import draft_ask, suggest_ask
from crm.drafts.introduction_mail import draft_introduction_question
from crm.drafts.late_promise_mail import draft_delay, draft_let_go
from crm.drafts.mail import MailDraft
from crm.drafts.mail_draft import draft_for
from crm.errors import NotUnderstood
from crm.sample.book import fill
from tests.crm import scenes

TODAY = date(2026, 11, 21)
PROMISES = {
    "share": ["the figures", "figures", "his book back", "send her notes on pricing", "what we talked about", "some advice", "news",
              "the report for {name}", "send them the deck", "{first}’s slides", "an invoice", "two photos of her shop", "How to price"],
    "report_back": ["what came of his advice", "whether she was right", "the new rate", "a reply", "how it went with his sister",
                    "report back to {first}", "if their idea works", "get back to him about the price"],
    "ask_after": ["follow up with {name}", "how his launch went", "how they are", "her knee", "check in with him", "how she likes the flat",
                  "ask how {first}’s doing", "whether he has found a designer", "ask {first} how he’s doing", "if they’ve moved", "ask after her mother", "touch base with {first}"],
    "thank": ["thank {first} for the lunch", "the introduction", "for his help", "a thank you", "thanks", "say thanks to {first}", "thank her",
              "for introducing me to a friend of his", "a thank you card", "the photos"],
    "favour": ["check the market dates", "look at his website", "help him move", "review her CV", "a lift to the fair", "write to him",
               "call {name} about her lease", "congratulate him on his prize", "remind {first} to renew her licence", "lend them my ladder", "water his plants", "their tax form", "book a table for {first}"],
    "recommend": ["recommend him to a printer", "write her a recommendation", "a reference", "vouch for him", "{first}’s studio",
                  "put in a good word for her", "refer them to a printer"],
    "meet_again": ["in spring", "catch up with him", "lunch", "have coffee with {name}", "see her new studio", "when he is back"],
}  # fmt: skip
_PRONOUNS = {
    "she/her": "she|her|hers|herself",
    "he/him": "he|him|his|himself",
    "": "s?he|her|hers|him|his|(?:him|her)self",
}
# "As promised: the news" is fine without; "a" and "an" must fit the following sound.
_ARTICLES = re.compile(
    r"\b(?:a (?=[aeio]\w|un(?!i)\w|hour|honest)|an (?=[bcdfgjklmnpqrstvwxyz]\w|uni|use|euro|one\b))", re.I
)
_HERE_IS = re.compile(r"\bhere is (?:the |some |two )?(?:\w+ ){0,2}?(?!this|news)\w{2,}[^s\W]s\b", re.I)
_DOUBLED = re.compile(r"\b(\w+(?: \w+)?) \1\b", re.I)


def faults(found: MailDraft, name: str, pronouns: str) -> Iterator[str]:
    """Grammar faults in a mail. The recipient's name is allowed in the greeting only."""
    text = f"{found.subject}\n{found.body.partition(chr(10))[2]}"
    for pattern in (
        rf"\b(?:{_PRONOUNS[pronouns]})\b", rf"\b{re.escape(name)}\b", _ARTICLES.pattern, _HERE_IS.pattern, _DOUBLED.pattern, r"[{}]",
        r" [.,;:?]|\.\.|,,|^[.,;:]", r"\byou (?:is|was|has|does)\b", r"\bfor you for you\b",
    ):  # fmt: skip
        if fault := re.search(pattern, text, re.I | re.M):
            yield f"{fault[0]!r} in: {text}"


def rendered(book: Book, promise_id: int) -> Iterator[MailDraft]:
    yield draft_for(book.read, f"promise-{promise_id}", TODAY, "Sam Lind")
    yield draft_delay(book.read, promise_id, date(2026, 12, 1), TODAY, "Sam Lind")
    yield draft_let_go(book.read, promise_id, "Sam Lind")


@pytest.mark.parametrize(
    ("name", "pronouns"),
    [
        ("Tom Sandberg", "he/him"),
        ("Ana Ruiz", "she/her"),
        ("Li Wei", ""),
        ("Mum", "she/her"),
        ("May Chen", "she/her"),
        ("Will Smith", ""),
    ],
)
def test_promises_are_phrased_in_second_person(book: Book, name: str, pronouns: str) -> None:
    with book.work() as work:
        who = scenes.person(work, name, "one@example.org", pronouns=pronouns)
        made = [
            scenes.promise(work, kind, _of(words.format(name=name, first=name.split()[0]), pronouns), who).id
            for kind, each in PROMISES.items()
            for words in each
        ]
    found_faults = [
        fault for one in made for found in rendered(book, one) for fault in faults(found, name, pronouns)
    ]
    assert found_faults == []


def _of(words: str, pronouns: str) -> str:
    """The words with this person's pronouns, so that they refer to the recipient."""
    if pronouns == "she/her":
        return re.sub(r"\b(he|him|his)\b", lambda one: {"he": "she"}.get(one[0], "her"), words)
    return (
        re.sub(r"\bshe\b", "he", re.sub(r"\bher\b(?= \w)", "his", words)) if pronouns == "he/him" else words
    )


def test_every_mail_over_the_sample_book(book: Book) -> None:
    fill(book)
    today, seen = book.clock.today(), 0
    people = book.read.rows("SELECT id, full_name, pronouns FROM person")
    for key, name, pronouns in _mails_to_one(book):
        for found in _drafts(book, key, today):
            seen += 1
            assert list(faults(found, name, pronouns if pronouns in _PRONOUNS else "")) == [], key
    for row in people:
        asked = draft_ask(
            book.read,
            row["id"],
            row["full_name"],
            suggest_ask(book.read, row["id"], row["full_name"]),
            "Sam Lind",
        )
        assert list(faults(asked, row["full_name"], "")) == []
    assert seen > 150


def _mails_to_one(book: Book) -> Iterator[tuple[str, str, str]]:
    for row in book.read.rows("SELECT id, full_name, pronouns FROM person"):
        for what in ("stay_close", "open_door", "birthday", "anniversary"):
            yield f"{what}-{row['id']}", row["full_name"], row["pronouns"]
    for row in book.read.rows(
        "SELECT p.id, coalesce(o.full_name, n.full_name) AS name, coalesce(o.pronouns, n.pronouns) AS pronouns, p.by_person_id "
        "FROM promise p LEFT JOIN person o ON o.id = p.by_person_id "
        "LEFT JOIN promise_person pp ON pp.promise_id = p.id AND pp.place = 1 LEFT JOIN person n ON n.id = pp.person_id "
        "WHERE p.kind <> 'introduction'"
    ):
        yield f"{'owed' if row['by_person_id'] else 'promise'}-{row['id']}", row["name"], row["pronouns"]


def _drafts(book: Book, key: str, today: date) -> Iterator[MailDraft]:
    yield draft_for(book.read, key, today, "Sam Lind")
    what, _, number = key.partition("-")
    if what == "promise":
        yield draft_delay(book.read, int(number), today, today, "Sam Lind")
        yield draft_let_go(book.read, int(number), "Sam Lind")


def test_introductions_of_the_sample_address_the_recipient(book: Book) -> None:
    fill(book)
    today = book.clock.today()
    made = book.read.values("SELECT promise_id FROM introduction WHERE promise_id IS NOT NULL")
    assert made
    for promise_id in made:
        names = book.read.values("SELECT full_name FROM introduction_side s JOIN person p ON p.id = s.person_id JOIN introduction i "
                                 "ON i.id = s.introduction_id WHERE i.promise_id = :id ORDER BY s.place", id=promise_id)  # fmt: skip
        joint = draft_for(book.read, f"promise-{promise_id}", today, "Sam Lind")
        assert not re.search(rf"{_ARTICLES.pattern}|{_DOUBLED.pattern}|[{{}}]|\. [a-z]", joint.body), (
            joint.body
        )
        for place, name in enumerate(names, 1):
            try:
                asked = draft_introduction_question(book.read, promise_id, place, "Sam Lind")
            except NotUnderstood:
                continue
            assert name not in asked.body
            later = draft_delay(book.read, promise_id, today, today, "Sam Lind")
            assert "introduce you to" in later.body


@pytest.mark.parametrize(
    ("words", "pronouns", "text"),
    [
        ("what came of his advice", "he", "what came of your advice"),
        ("how she likes the flat", "", "how you like the flat"),
        ("whether he has found a designer", "", "whether you have found a designer"),
        ("how she’s getting on", "she", "how you are getting on"),
        ("how she’s been", "she", "how you have been"),
        ("Does she still travel?", "", "Do you still travel?"),
        ("about his wife and her job", "", "about your wife and her job"),
        ("how the twins are and whether they sleep", "he", "how the twins are and whether they sleep"),
        ("what Priya said about her shop", "", "what Priya said about her shop"),
        ("what she said", "he", "what she said"),
        ("how Tom Sandberg is", "he", "how you are"),
        ("Tom’s book and Tom Miller’s", "he", "your book and Tom Miller’s"),
        ("a friend of his", "he", "a friend of yours"),
        ("how Tom’s doing", "he", "how you are doing"),
        ("ask how Tom's getting on with his book", "he", "ask how you are getting on with your book"),
        ("whether Tom’s still looking for a studio", "he", "whether you are still looking for a studio"),
        ("how Tom’s been", "he", "how you have been"),
        ("how Tom’s training went", "he", "how your training went"),
        ("how Tom’s wedding was", "he", "how your wedding was"),
        ("the photos of Tom-Erik", "he", "the photos of Tom-Erik"),
    ],
)
def test_only_what_is_the_readers_becomes_theirs(words: str, pronouns: str, text: str) -> None:
    assert (
        in_second_person(words, Recipients(["Tom Sandberg"], ["Tom"], [pronouns] if pronouns else [])) == text
    )


def test_a_month_is_not_taken_for_a_first_name() -> None:
    assert (
        in_second_person("the fair in May with May", Recipients(["May Chen"], ["May"]))
        == "the fair in May with you"
    )


def test_a_recommendation_goes_to_its_recipient(book: Book) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", "tom@example.org", blurb="Runs a print shop in Leith.")
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org")
        scenes.promise(work, "recommend", "recommend Tom to Ana", tom, ana)
    found = draft_for(book.read, "promise-1", TODAY, "Sam Lind")
    assert (found.to, found.subject) == (("ana@example.org",), "Tom Sandberg, whom I can recommend")
    assert "I promised Tom to put in a good word with you: Tom runs a print shop in Leith." in found.body
    late = draft_let_go(book.read, 1)
    assert (late.to, "I said I would recommend you to Ana Ruiz." in late.body) == (("tom@example.org",), True)


def test_of_a_side_that_is_only_described_no_mail_is_made(book: Book) -> None:
    with book.work() as work:
        scenes.introduction(work, scenes.person(work, "Ana Ruiz"), "my accountant")
    assert draft_for(book.read, "promise-1", TODAY).note.startswith("Say who the other side is")


def test_reasons_of_an_introduction_are_phrased_for_their_reader(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz", pronouns="she/her"), scenes.person(work, "Ben Okafor")
        scenes.introduction(work, ana, ben)
        work.session.flush()
        work.session.connection().exec_driver_sql(
            "UPDATE introduction_side SET reason = 'she needs a packaging designer' WHERE place = 1"
        )
    assert "You need a packaging designer." in draft_for(book.read, "promise-1", TODAY).body

"""Every mail reads as if written by hand: over the whole sample book, and over people and words that are hard."""

import re
from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.drafts.mail import MailDraft
from crm.drafts.mail_templates import names, shipped
from crm.drafts.next_draft import next_draft
from crm.drafts.person_details import DraftPerson
from crm.drafts.presenting_sentence import presenting_sentence, presenting_without_name
from crm.drafts.template_preview import Pair, preview
from crm.drafts.template_table import GROUPS
from crm.errors import GoodturnError
from crm.introductions import side_answers
from crm.model import IntroductionSide
from crm.sample.book import open_sample
from tests.conftest import NOW
from tests.crm import scenes

TODAY = date(2026, 11, 21)
_WRONG = {
    "a doubled mark": re.compile(r"(?<!\.)\.\.(?!\.)|[.!?],|,[.,]|[!?]\.| [.,;:!?](?!\w)|:\."),
    "a mark that hangs": re.compile(r"[:,]\s*\n\n(?!\S)|^[.,;:!?]", re.M),
    "blanks": re.compile(r"  |\n\n\n|^[ \t]|[ \t]$", re.M),
    "a wrong article": re.compile(r"\ba (?:[aeio]\w|hour|honest|heir)|\ban (?:[bcdfgjklmnpqrstvwxyz][a-z]|uni(?!n)|use)", re.I),
    "a field left": re.compile(r"[{}]|\bNone\b"),
    "you with a wrong verb": re.compile(r"\byou (?:is|was|has|does|goes)\b|\byour(?:'s|’s)", re.I),
    "a word twice": re.compile(r"\b(?!had |that )([a-z]{2,20}) \1\b"),
    "a sentence in lower case": re.compile(r"[a-z]{3}[.?!] [a-z]"),
    "nobody's name": re.compile(r"Someone I know (?:this|I)\b|[Tt]his is [Ss]omeone"),
    "quotes in quotes": re.compile(r"“[^”]{0,400}“"),
}  # fmt: skip

HARD_PEOPLE = (
    {"name": "Cher", "blurb": "Sings."},
    {"name": "Okafor Studio Ltd", "blurb": "A packaging studio with six people."},
    {"name": "Dr. Mei Kobayashi", "blurb": "an honest engineer who fixes looms"},
    {"name": "van der Berg", "blurb": ""},
    {"name": "José-María Núñez", "blurb": "José-María sells lamps. They are made by hand."},
    {"name": "Ada O'Neil", "blurb": "She writes engines, and her notes are clear."},
    {"name": "Kim Lee", "blurb": "They are redoing the labels…"},
    {"name": "Ana Ruiz", "blurb": "I met her at the fair; she knows everyone"},
    {"name": "小林美井", "blurb": "Runs a shop in Kyoto?"},
    {"name": "Tom", "blurb": "Tom's shop is the oldest in town."},
)
HARD_REASONS = (
    "",
    "She can show you her press.",
    "his prices are fair",
    "Ben has done three sauces...",
    "labels, boxes, and bags",
    "Would be of use to both?",
    "you both hire; " + "there is a great deal to say about it " * 12,
)
HARD_WORDS = (
    ("thank", "thank {name} for his help."),
    ("share", "send {name} the list: pens, paper, ink"),
    ("share", "send her an hour-long talk"),
    ("ask_after", "how {name}'s launch went"),
    ("report_back", "tell {name} what came of his advice"),
    ("favour", "ask himself whether it is fair"),
    ("favour", "call {name}"),
    ("recommend", "recommend {name} to Rosa"),
    ("meet_again", "in spring"),
    ("inform", "tell {name} before the news breaks."),
)


def wrong(text: str) -> list[str]:
    return [name for name, pattern in _WRONG.items() if pattern.search(text)]


def faults(found: list[tuple[str, MailDraft]]) -> list[str]:
    assert len(found) > 20
    return [
        f"{key}: {what}: {mail.subject} / {mail.body}"
        for key, mail in found
        for what in wrong(f"{mail.subject}\n\n{mail.body}")
    ]


def drafts(book: Book, *kinds: tuple[str, str]) -> list[tuple[str, MailDraft]]:
    found = []
    for kind, table in kinds:
        for one in book.read.values(f"SELECT id FROM {table} ORDER BY id"):
            for anonymous in (False, True):
                key = f"{kind}-{one}"
                try:
                    found.append((key, next_draft(book.read, key, TODAY, "Jo", anonymous=anonymous)))
                except GoodturnError:  # nothing is left to write there
                    continue
    return found


def test_the_mails_of_the_sample_book(tmp_path: Path) -> None:
    book = open_sample(tmp_path / "sample", Clock(TODAY, lambda: NOW))
    kinds = ("introduction", "promise", "ask", "advice", "share")
    assert faults(drafts(book, *((one, one) for one in kinds), ("stay_close", "person"))) == []
    book.close()


def test_mails_to_and_about_people_who_are_hard_to_write_about(book: Book) -> None:
    with book.work() as work:
        work.today = TODAY
        people = [scenes.person(work, one["name"], blurb=one["blurb"]) for one in HARD_PEOPLE]
        for place, one in enumerate(people):
            other = people[(place + 1) % len(people)]
            made = scenes.introduction(work, one, other)
            for side in work.session.query(IntroductionSide).filter_by(person_id=one.id):
                side.reason = HARD_REASONS[(place + side.place) % len(HARD_REASONS)]
            for kind, words in HARD_WORDS:
                said = words.format(name=one.full_name)
                scenes.promise(work, "favour", said, one).kind = kind
            if place % 2:
                for side_place in (1, 2):
                    side_answers.answer_promise(work, made.id, side_place, "yes")
    assert faults(drafts(book, ("promise", "promise"), ("introduction", "introduction"))) == []


@pytest.mark.parametrize("hard", HARD_PEOPLE, ids=lambda one: one["name"])
def test_a_person_is_presented_in_whole_sentences(hard: dict[str, str]) -> None:
    person = DraftPerson(hard["name"], hard["name"].split(" ")[0], blurb=hard["blurb"])
    for reason in HARD_REASONS:
        told = presenting_sentence(person, reason)
        hidden = presenting_without_name(person, reason)
        assert not wrong(told[:1].upper() + told[1:])
        assert not wrong(hidden)
        assert person.name not in hidden


def test_each_template_has_a_purpose_and_reads_well_when_all_is_empty_or_full() -> None:
    listed = [one.name for group in GROUPS for one in group.templates]
    assert sorted(listed) == names()
    pair = Pair(DraftPerson("Ana Ruiz", "Ana"), DraftPerson("Dr. Mei Kobayashi", "Mei"))
    for name in listed:
        text = preview(name, shipped(name).subject, shipped(name).body, pair, "")
        assert not wrong(f"{text.subject}\n\n{text.body}"), (name, text)


def test_a_reason_is_about_the_side_it_speaks_of(book: Book) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        scenes.introduction(work, ana, ben)
        sides = list(work.session.query(IntroductionSide).order_by(IntroductionSide.place))
        sides[0].reason, sides[1].reason = "He can show you his press", "She needs a designer for her labels"
    assert (
        "Ben Okafor. He can show you his press."
        in next_draft(book.read, "promise-1", TODAY, person_id=1).body
    )
    assert (
        "Ana Ruiz. You need a designer for your labels."
        in next_draft(book.read, "promise-1", TODAY, person_id=2).body
    )

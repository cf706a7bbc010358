"""The user's own words for a mail: used by its drafts, undone as one step, and refused with the place of a slip."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import settings
from crm.book import Book
from crm.drafts import mail_templates, own_templates, template_catalog
from crm.drafts.mail_draft import draft_for
from crm.drafts.mail_templates import Template, filled
from crm.drafts.template_catalog import FIELDS
from crm.drafts.template_preview import PreviewPair, example_pair, preview
from crm.errors import NotUnderstood
from tests.crm import scenes

TODAY = date(2026, 11, 21)
MINE = "Hi {names},\n\n{thanks}. Drinks are on me next time.\n\n{owner}"


@pytest.fixture
def owed(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org", blurb="Makes hot sauce.")
        scenes.person(work, "Ben Okafor", "ben@example.org", blurb="Runs a packaging studio.")
        scenes.promise(work, "thank", "thank her for the introduction", ana)
    return book


def keep(book: Book, name: str, subject: str, body: str) -> None:
    with book.work() as work:
        own_templates.keep_words(work, name, subject, body)


def test_a_draft_is_in_the_users_words_until_they_are_undone(owed: Book) -> None:
    first = draft_for(owed.read, "promise-1", TODAY, "Sam Lind").body
    keep(owed, "thank", "Cheers", MINE)
    made = draft_for(owed.read, "promise-1", TODAY, "Sam Lind")
    assert made.subject == "Cheers"
    assert made.body == "Hi Ana,\n\nthank you for the introduction. Drinks are on me next time.\n\nSam Lind"
    assert owed.steps(1)[0].label == "Changed the words of a mail"
    owed.undo(owed.steps(1)[0].id)
    assert draft_for(owed.read, "promise-1", TODAY, "Sam Lind").body == first


def test_the_original_comes_back(owed: Book) -> None:
    keep(owed, "thank", "Cheers", MINE)
    with owed.work() as work:
        own_templates.bring_original_back(work, "thank")
    assert mail_templates.template(owed.read, "thank") == mail_templates.original("thank")


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Hello {nmaes}", "Hi", "{nmaes} in the subject is no field of this mail"),
        ("Hello", "Hi {names},\n\n{thank} a lot", "{thank} in line 3 of the text is no field"),
        ("Hello", "Hi {names", "In the text, a curly bracket stands alone"),
        ("Hello", "Hi {names.x}", "{names.x} in line 1"),
        ("Hello", "Hi {names!r}", "{names!r} in line 1"),
        ("Hello", "Hi {names:>10}", "{names:>10} in line 1"),
        ("Hello", "Hi {}", "no field of this mail"),
        ("Hello", "Hi {0}", "{0} in line 1"),
        ("Hello", " \n", "A mail needs some words"),
    ],
)
def test_a_slip_is_said_with_its_place_and_changes_nothing(
    owed: Book, subject: str, body: str, said: str
) -> None:
    steps = len(owed.steps(20))
    with pytest.raises(NotUnderstood) as refused:
        keep(owed, "thank", subject, body)
    assert said in str(refused.value)
    assert len(owed.steps(20)) == steps


def test_kept_words_that_can_no_longer_be_filled_stay_and_the_original_is_used(owed: Book) -> None:
    with owed.work() as work:
        settings.change(work, mail_templates.own_words("thank"), ["Cheers", "Hi {gone}"])
    made = draft_for(owed.read, "promise-1", TODAY, "Sam Lind")
    assert made.subject == "Thank you"
    assert "{gone} in line 1 of the text is no field of this mail" in made.note
    assert mail_templates.template(owed.read, "thank").body == "Hi {gone}"


@given(st.text(st.sampled_from("{}names:!.[]0 \n") | st.characters(), max_size=60))
def test_any_words_are_refused_or_can_be_filled(body: str) -> None:
    try:
        mail_templates.check("thank", "Hello", body)
    except NotUnderstood:
        return
    filled(Template("Hello", body), {"names": "Ana", "owner": "Sam", "thanks": "thank you"})


def test_every_template_has_a_title_and_every_field_a_meaning() -> None:
    entries = template_catalog.entries()
    assert sorted(entry.name for entry in entries) == mail_templates.names()
    assert [entry.name for entry in entries if entry.group == "Other mails"] == []
    fields = {field for entry in entries for field in mail_templates.known_fields(entry.name)}
    assert sorted(fields - FIELDS.keys()) == []


def test_the_preview_is_for_two_people_of_the_book(owed: Book) -> None:
    pair = example_pair(owed.read)
    assert pair is not None
    words = Template("{one}, meet {other}", "{other}: {about_other}")
    made = preview(owed.read, "introduction", words, PreviewPair(1, 2), "Sam")
    assert made.subject == "Ana, meet Ben"
    assert made.body == "Ben: Ben runs a packaging studio."
    for entry in template_catalog.entries():
        shown = preview(owed.read, entry.name, mail_templates.original(entry.name), pair, "")
        assert "{" not in shown.body

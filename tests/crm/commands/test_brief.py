"""The brief as a script asks for it: what is kept with the next meeting, what is refused, and one page of PDF."""

import stat
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from crm.commands.run_command import run
from tests.conftest import clock
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]
KEYS = ["key", "people", "purpose", "questions", "want", "promises", "loops", "notes", "offer", "in_common"]


@pytest.fixture
def planned(goodturn: Goodturn, people: list[int]) -> Goodturn:
    assert goodturn("plan", "Coffee with Ana Ruiz on Friday at 10:00").status == 0
    return goodturn


def test_what_is_prepared_is_kept_with_the_next_meeting_as_one_step(planned: Goodturn) -> None:
    told = planned(
        "brief", "Ana", "Ruiz", "purpose=Hear about the labels", "question+=Who prints them?",
        "question+=What would you change?", "want=An introduction to your printer", "--json",
    )  # fmt: skip
    assert told.status == 0, told.err
    assert list(told.json) == KEYS
    assert (told.json["key"], told.json["people"]) == ("meeting-1", ["Ana Ruiz"])
    assert told.json["questions"] == ["Who prints them?", "What would you change?"]
    meeting = planned("get", "meeting-1", "--json").json
    assert (meeting["purpose"], meeting["want"]) == (
        "Hear about the labels", "An introduction to your printer",
    )  # fmt: skip
    assert meeting["questions"] == told.json["questions"]
    assert planned("undo").status == 0
    assert planned("brief", "meeting-1", "--json").json["questions"] == []


def test_the_standing_answer_holds_until_a_meeting_has_its_own(planned: Goodturn) -> None:
    assert planned("set", "me", "want=A bookkeeper who knows bakeries", "--json").json["want"] == (
        "A bookkeeper who knows bakeries"
    )
    assert planned("brief", "Ana Ruiz", "--json").json["want"] == "A bookkeeper who knows bakeries"
    assert planned("brief", "Ana Ruiz", "want=A printer", "--json").json["want"] == "A printer"
    assert planned("brief", "Ana Ruiz", "want=", "--json").json["want"] == "A bookkeeper who knows bakeries"


def test_questions_are_taken_away_replaced_and_never_doubled(planned: Goodturn) -> None:
    edit = ("edit", "meeting-1", "--json")
    assert planned(*edit, "question+=One?", "question+=Two?", "question+=one?").json["questions"] == [
        "One?", "Two?",
    ]  # fmt: skip
    steps = len(planned("history", "--json").json["steps"])
    assert planned(*edit, "question+=One?").status == 0
    assert len(planned("history", "--json").json["steps"]) == steps
    assert planned(*edit, "question-=One?").json["questions"] == ["Two?"]
    assert planned(*edit, "question-=Three?").status == 2
    assert planned(*edit, "question+= ").status == 2
    assert planned(*edit, "question=Three?\nTwo?", "offer+=My printer’s number").json["questions"] == [
        "Three?", "Two?",
    ]  # fmt: skip
    assert planned("brief", "Ana Ruiz", "--json").json["offer"] == ["My printer’s number"]
    assert planned(*edit, "question=").json["questions"] == []


def test_without_a_meeting_ahead_nothing_is_kept(planned: Goodturn) -> None:
    told = planned("brief", "Ben Okafor", "--json")
    assert (told.status, told.json["key"], told.json["people"]) == (0, None, ["Ben Okafor"])
    refused = planned("brief", "Ben Okafor", "purpose=Printing")
    assert refused.status == 1
    assert "No meeting with Ben Okafor is planned" in refused.err
    assert planned("log", "Coffee with Ben Okafor yesterday").status == 0
    assert planned("brief", "meeting-2", "purpose=Printing").status == 1
    assert planned("get", "meeting-2", "--json").json["purpose"] == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("meeting-99",), 1),
        (("promise-1",), 2),
        (("person-1",), 1),
        (("Nobody Known",), 1),
        (("meeting-1", "place=Leith"), 2),
        (("meeting-1", "purpose+=x"), 2),
        (("meeting-1", "--pdf"), 2),
        (("meeting-1", "--pdf", "-"), 2),
        ((), 2),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    planned: Goodturn, words: tuple[str, ...], status: int
) -> None:
    before = planned("get", "meeting-1").out
    assert planned("brief", *words).status == status
    assert planned("get", "meeting-1").out == before


def test_the_pdf_is_one_private_page_even_of_long_notes(planned: Goodturn, tmp_path: Path) -> None:
    for words in ("yesterday", "3 days ago", "a week ago"):
        told = planned("log", f"Coffee with Ana Ruiz {words}. {'A long story about labels. ' * 300}")
        assert told.status == 0, told.err
    before = set(tmp_path.iterdir())
    told = planned("brief", "Ana Ruiz", "--pdf", "ana.pdf")
    assert (told.status, told.err) == (0, "")
    file = tmp_path / "ana.pdf"
    assert set(tmp_path.iterdir()) - before == {file}
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_terminal_is_asked_before_a_file_is_written_over(
    planned: Goodturn, folder: Path, tmp_path: Path
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    (tmp_path / "ana.pdf").write_text("mine", encoding="utf-8")
    out, err = StringIO(), StringIO()
    argv = ["brief", "Ana Ruiz", "--pdf", "ana.pdf"]
    status = run(
        argv, stdin=Terminal("n\n"), out=out, err=err, environ={"GOODTURN_DATA_DIR": str(folder)}, cwd=tmp_path,
        clock=clock(),
    )  # fmt: skip
    assert status == 1
    assert "there already" in err.getvalue()
    assert (tmp_path / "ana.pdf").read_text(encoding="utf-8") == "mine"


def test_the_book_itself_is_never_written_over(planned: Goodturn, folder: Path) -> None:
    before = planned("people", "--json").out
    assert planned("brief", "Ana Ruiz", "--pdf", str(folder / "goodturn.db")).status != 0
    assert planned("people", "--json").out == before


def test_the_purpose_of_an_event_leaves_its_name(goodturn: Goodturn) -> None:
    assert goodturn("plan", "Event: spring fair on 4 December").status == 0
    assert goodturn("brief", "meeting-1", "--json").json["purpose"] == ""
    told = goodturn("brief", "meeting-1", "purpose=Meet two stallholders", "--json")
    assert (told.status, told.json["purpose"]) == (0, "Meet two stallholders")
    assert goodturn("get", "meeting-1", "--json").json["purpose"] == "spring fair\nMeet two stallholders"
    assert goodturn("brief", "meeting-1", "purpose=").status == 0
    assert goodturn("get", "meeting-1", "--json").json["purpose"] == "spring fair"


def test_what_was_kept_is_said_where_the_pdf_cannot_be_written(planned: Goodturn) -> None:
    told = planned("brief", "Ana Ruiz", "purpose=Labels", "--pdf", "nowhere/ana.pdf")
    assert told.status == 1
    assert "kept with the meeting, but ana.pdf could not be written" in told.err
    assert planned("get", "meeting-1", "--json").json["purpose"] == "Labels"
    for target in ("-", " "):
        assert planned("brief", "Ana Ruiz", "purpose=Other", "--pdf", target).status == 2
    assert planned("get", "meeting-1", "--json").json["purpose"] == "Labels"


def test_of_two_meetings_on_a_day_the_brief_is_of_the_one_with_a_time(planned: Goodturn) -> None:
    assert planned("plan", "Lunch with Ana Ruiz on Friday").status == 0
    assert planned("brief", "Ana Ruiz", "--json").json["key"] == "meeting-1"

"""What a damaged book is told of: what is damaged, and only such ways out as were seen to work on a copy."""

from pathlib import Path

import pytest

from crm.examination import Finding
from crm.trouble import recovery_actions
from crm.trouble.survey import survey_book
from tests.conftest import TODAY, clock
from tests.crm.storage.test_indexes import HARMS
from tests.crm.trouble.stories import (
    SAID,
    flip_notes,
    flip_what_is_newer,
    kept_book,
    names,
    texts,
)
from ui.trouble import sentences


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("goodturn.db*")}


def test_three_flipped_notes_are_named_counted_and_seen_to_be_curable(folder: Path) -> None:
    made = kept_book(folder)
    flip_notes(folder)
    before = files(folder)
    survey = survey_book(folder, clock(), ())
    assert files(folder) == before, "only a copy was worked on"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".rescue-")] == []
    first = survey.groups[0]
    assert (first.title, first.damaged, first.total) == ("Notes", 3, 3)
    assert first.words == (
        "Ana Ruiz, 21 November",
        "Ben Okafor, 21 November",
        "Mei Kobayashi, 21 November",
    )
    assert [(group.title, group.damaged, group.total) for group in survey.groups[1:3]] == [
        ("People", 0, 4),
        ("Meetings", 0, 0),
    ]
    assert survey.groups[-1].title == "Promises and the rest"
    assert survey.is_wholly_compared
    assert survey.is_readable
    assert survey.repair_offer is not None
    assert (survey.repair_offer.backup, survey.repair_offer.repaired, survey.repair_offer.left) == (
        made,
        3,
        0,
    )
    assert survey.newer is not None
    assert ([one.label for one in survey.newer.steps], survey.newer.left) == (["Added Chris Park"], ())
    assert survey.rows[0].now == SAID[0].replace("e", "f")


def test_what_no_backup_holds_is_not_offered_to_be_put_right(folder: Path) -> None:
    kept_book(folder)
    flip_what_is_newer(folder)
    survey = survey_book(folder, clock(), ())
    assert survey.repair_offer is None
    assert survey.newer is not None
    assert len(survey.newer.left) == 1, "it is said beforehand what going back would lose"
    flip_notes(folder, 2)
    survey = survey_book(folder, clock(), ())
    assert survey.repair_offer is not None
    assert (survey.repair_offer.repaired, survey.repair_offer.left) == (2, 1)


def test_a_file_that_is_no_book_at_all_leaves_what_was_told_and_the_backups(folder: Path) -> None:
    made = kept_book(folder)
    (folder / "goodturn.db").write_bytes(b"no book at all" * 500)
    told = (Finding("file", "The file is damaged."),)
    survey = survey_book(folder, clock(), told)
    assert survey.findings == told
    assert (survey.groups, survey.repair_offer, survey.is_readable) == ((), None, False)
    assert survey.backups == (made,)


def test_put_right_keeps_the_damaged_file_and_everything_newer(folder: Path) -> None:
    kept_book(folder)
    flip_notes(folder)
    damaged = (folder / "goodturn.db").read_bytes()
    assert recovery_actions.repair(folder, clock()).left == []
    assert texts(folder) == list(SAID)
    assert names(folder)[-1] == "Chris Park"
    (kept,) = (folder / "backups" / "damaged").glob("unusable-*.db")
    assert kept.read_bytes() == damaged


def test_only_what_is_chosen_is_accepted(folder: Path) -> None:
    kept_book(folder)
    flip_notes(folder, 2)
    survey = survey_book(folder, clock(), ())
    (ben,) = [row.finding for row in survey.rows if row.name.startswith("Ben")]
    assert [one.row_id for one in recovery_actions.accept(folder, clock(), [ben]).left] == [1]
    assert [row.name for row in survey_book(folder, clock(), ()).rows] == ["Ana Ruiz, 21 November"]


def test_going_back_adds_again_what_is_newer_and_names_what_it_cannot(folder: Path) -> None:
    made = kept_book(folder)
    assert made is not None
    flip_notes(folder)
    gone = recovery_actions.restore_backup(folder, clock(), made.file)
    assert (gone.added, gone.left) == (1, ())
    assert texts(folder) == list(SAID)
    assert names(folder)[-1] == "Chris Park"
    flip_what_is_newer(folder)
    gone = recovery_actions.restore_backup(folder, clock(), made.file)
    assert names(folder)[-1] == "Mei Kobayashi"
    assert len(gone.left) == 1


def test_a_lost_book_begins_anew_and_what_was_left_is_kept(folder: Path) -> None:
    made = kept_book(folder)
    assert made is not None
    (folder / "goodturn.db").unlink()
    kept = recovery_actions.begin_anew(folder, clock())
    assert kept is not None
    assert (kept / "backups" / made.file.name).exists()
    assert names(folder) == []


def test_a_log_that_is_another_books_is_set_aside(folder: Path) -> None:
    kept_book(folder)
    (folder / "goodturn.db-wal").write_bytes(b"another book's log" * 100)
    (moved,) = recovery_actions.set_log_aside(folder, clock())
    assert moved.read_bytes().startswith(b"another book's log")
    assert len(names(folder)) == 4


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("backed_up", [True, False])
def test_a_damaged_index_is_seen_to_be_curable_without_a_backup(
    folder: Path, harm: str, backed_up: bool
) -> None:
    kept_book(folder, backed_up)
    HARMS[harm](folder / "goodturn.db")
    survey = survey_book(folder, clock(), ())
    assert survey.repair_offer is not None
    assert (survey.repair_offer.backup, survey.repair_offer.left, survey.repair_offer.needs_backup) == (
        None,
        0,
        False,
    )
    assert survey.groups[0].title == "The file itself"
    assert "worked out anew from your people and notes" in sentences.proof(survey.repair_offer, TODAY)
    assert recovery_actions.repair(folder, clock()).left == []
    assert survey_book(folder, clock(), ()).findings == ()
    assert texts(folder) == list(SAID)

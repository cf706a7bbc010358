"""The folder itself: files move only after the answer is in the book, come back with undo, and nothing is ever lost."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import NotUnderstood
from crm.inbox import moved_files
from crm.inbox.reader import MOST_READ
from tests.conftest import NOW, clock
from tests.crm.inbox.conftest import MORNING, Phone
from tests.read_only_place import read_only

WALK = "Walk with Ana Ruiz"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize("takes", [True, False])
def test_undo_brings_the_file_back_and_redo_puts_it_away(phone: Phone, met, takes: bool) -> None:
    phone.put("walk.txt", WALK)
    (phone.take if takes else phone.say_no)(phone.one())
    assert phone.lying() == ["walk.txt"], "it moves after the commit"
    assert (phone.look().proposals, phone.lying(), phone.lying("done")) == ((), [], ["walk.txt"])
    phone.book.undo()
    assert (phone.one().words, phone.lying("done")) == (WALK, [])
    assert met() == []
    phone.book.redo()
    assert (phone.look().proposals, phone.lying("done")) == ((), ["walk.txt"])
    assert len(met()) == takes


def test_undo_after_a_new_start_brings_it_back_too(phone: Phone) -> None:
    phone.put("walk.txt", WALK)
    phone.take(phone.one())
    phone.look()
    phone.start_again()
    phone.book.undo()
    assert phone.one().words == WALK


def test_undo_of_an_earlier_answer_leaves_the_later_ones(phone: Phone, met) -> None:
    for name, words in (("a.txt", WALK), ("b.txt", "Call with Ben Okafor")):
        phone.put(name, words)
        phone.take(phone.one())
        phone.look()
    phone.book.undo(phone.book.steps(2)[1].id)
    assert (phone.one().file, phone.lying("done")) == ("a.txt", ["b.txt"])
    assert met() == ["call 2026-11-21 Ben Okafor"]


def test_the_users_own_files_in_done_stay_there(phone: Phone) -> None:
    phone.folder.joinpath("done").mkdir()
    phone.folder.joinpath("done", "walk.txt").write_text("my own")
    phone.put("walk.txt", WALK)
    phone.take(phone.one())
    phone.look()
    assert files(phone.folder) == {"done/walk.txt": b"my own", "done/walk (2).txt": WALK.encode()}
    phone.book.undo()
    phone.look()
    assert files(phone.folder) == {"done/walk.txt": b"my own", "walk.txt": WALK.encode()}


def test_a_new_file_that_took_the_name_is_not_overwritten(phone: Phone) -> None:
    phone.put("walk.txt", WALK)
    phone.take(phone.one())
    phone.look()
    phone.put("walk.txt", "Call with Ben Okafor", MORNING + timedelta(minutes=5))
    phone.book.undo()
    phone.look()
    assert files(phone.folder) == {"walk.txt": b"Call with Ben Okafor", "walk (2).txt": WALK.encode()}


def test_two_answers_to_one_proposal_are_one(phone: Phone, met) -> None:
    phone.put("walk.txt", WALK)
    one = phone.one()
    phone.take(one)
    with pytest.raises(NotUnderstood, match=r"walk.txt is settled already; nothing was changed\."):
        phone.take(one)
    assert len(met()) == 1


KILLED = """
import sys, os, signal
from pathlib import Path
from crm.book import Book
from crm.inbox import moved_files
from crm.inbox.reader import MOST_READ
from crm.inbox.reader import InboxReader, Look
from crm.inbox.settling import take_text
from tests.conftest import NOW, TODAY, clock
data, folder, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
book, reader = Book.open(data, clock()), InboxReader(data)
look = Look(book.read, folder, TODAY, NOW)
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
(one,) = reader.look(look).proposals
if moment == "in the step":
    with book.work() as work:
        take_text(work, one)
        die()
with book.work() as work:
    take_text(work, one)
if moment == "after the commit":
    die()
if moment == "before the note":
    moved_files._note = die
if moment == "between note and move":
    Path.replace = lambda path, target: die() if path.suffix == ".txt" else os.rename(path, target)
reader.look(Look(book.read, folder, TODAY, NOW))
die()
"""


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL there")
@pytest.mark.parametrize(
    "moment", ["in the step", "after the commit", "before the note", "between note and move", "at the end"]
)
def test_killed_at_any_moment_nothing_is_logged_twice_or_lost(
    phone: Phone, met, folder: Path, moment: str
) -> None:
    phone.put("walk.txt", WALK)
    phone.book.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(phone.folder), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    phone.book = book = Book.open(folder, clock())
    phone.start_again()
    waiting = phone.look().proposals
    logged = book.read.value("SELECT count(*) FROM meeting")
    assert (logged, len(waiting)) == ((0, 1) if moment == "in the step" else (1, 0))
    held = [name for name, content in files(phone.folder).items() if content == WALK.encode()]
    assert len(held) == 1
    assert held[0].startswith("done/") == (logged == 1)
    if logged:
        book.undo()
        assert [one.words for one in phone.look().proposals] == [WALK]
    book.close()


def test_a_file_that_is_written_to_just_now_waits(phone: Phone) -> None:
    phone.put("walk.txt", "Walk with", NOW - timedelta(seconds=1))
    found = phone.look()
    assert (found.proposals, found.arrives) == ((), True)
    phone.put("walk.txt", WALK, NOW - timedelta(seconds=5))
    assert phone.look().proposals == (), "it grew since the look before"
    assert (phone.one().words, phone.look().arrives) == (WALK, False)


def test_what_a_sync_has_not_finished_and_other_files_are_left_alone(phone: Phone) -> None:
    for name in (".walk.txt", "~syncthing~walk.txt", "walk.txt.part", "photo.jpg", "walk"):
        phone.put(name, WALK)
    phone.folder.joinpath("folder.txt").mkdir()
    before = files(phone.folder)
    assert phone.look().proposals == ()
    assert files(phone.folder) == before


def test_a_link_out_of_the_folder_is_never_opened(phone: Phone, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(WALK)
    phone.folder.joinpath("walk.txt").symlink_to(secret)
    one = phone.one()
    assert (one.kind, one.title) == ("problem", "walk.txt is a link to another place. It is not opened.")
    phone.say_no(one)
    phone.look()
    assert (phone.lying(), secret.read_text()) == ([], WALK)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_waited_for(phone: Phone) -> None:
    os.mkfifo(phone.folder / "walk.txt")
    assert phone.one().title == "walk.txt is a pipe or a device. It is not opened."


def test_a_done_folder_that_leads_elsewhere_takes_nothing(phone: Phone, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    phone.folder.joinpath("done").symlink_to(elsewhere)
    phone.put("walk.txt", WALK)
    phone.take(phone.one())
    found = phone.look()
    assert (found.proposals, found.notice) == ((), "“done” in phone is a link, so nothing is moved there.")
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_is_away_is_one_sentence_and_all_is_there_when_it_comes_back(phone: Phone) -> None:
    phone.put("walk.txt", WALK)
    assert phone.one().words == WALK
    phone.folder.rename(phone.folder.with_name("away"))
    found = phone.look()
    assert (found.proposals, found.problem) == (
        (),
        "The folder phone is not there at present. It is looked for every minute.",
    )
    phone.folder.with_name("away").rename(phone.folder)
    assert phone.one().words == WALK


def test_in_a_folder_that_takes_no_writing_the_answer_is_kept_and_the_file_moves_later(
    phone: Phone, met
) -> None:
    phone.put("walk.txt", WALK)
    with read_only(phone.folder):
        phone.take(phone.one())
        found = phone.look()
        assert found.proposals == ()
        assert found.notice.startswith("walk.txt could not be moved (")
        phone.start_again()
        assert phone.look().proposals == ()
    assert (phone.look().notice, phone.lying("done")) == ("", ["walk.txt"])
    assert len(met()) == 1


def test_of_very_many_files_the_newest_come_first_and_the_rest_follow(phone: Phone) -> None:
    for number in range(MOST_READ + 3):
        phone.put(
            f"{number}.txt", f"Walk with Ana Ruiz in park {number}", MORNING - timedelta(minutes=number)
        )
    found = phone.look()
    assert (len(found.proposals), found.more, found.proposals[0].file) == (MOST_READ, 3, "0.txt")
    phone.say_no(found.proposals[0])
    assert (len(phone.look().proposals), phone.look().more) == (MOST_READ, 2)


def test_a_damaged_note_of_moves_loses_no_file(phone: Phone) -> None:
    phone.put("walk.txt", WALK)
    phone.take(phone.one())
    phone.look()
    (phone.book.folder / moved_files.FILE_NAME).write_text('[{"folder": 3}]')
    phone.book.undo()
    assert (phone.look().proposals, phone.lying("done")) == ((), ["walk.txt"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), ending=st.sampled_from(["txt", "vcf", "ics"]), begins=st.sampled_from([
    b"", b"BEGIN:VCARD\nFN:", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:", b"\xff\xfe", b"Coffee with "])
)  # fmt: skip
def test_whatever_lies_there_is_told_and_kept(phone: Phone, data: bytes, ending: str, begins: bytes) -> None:
    path = phone.put(f"it.{ending}", begins + data)
    phone.start_again()
    for one in phone.look().proposals:
        assert one.words or one.title
    assert path.read_bytes() == begins + data

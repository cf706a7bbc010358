"""Very many people whom nobody has met come in parked: Today would be full of birthdays of strangers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.importing.applying import apply
from crm.importing.applying import import_directly as bring_in_at_once
from crm.importing.found_cards import MAX_KEPT
from crm.importing.preview import preview
from crm.importing.preview_lists import compute_lists
from crm.people import editing
from crm.sorting import deciding, queries
from crm.today.today import today_list
from tests.crm.files.test_importing import bring_in, vcf


def crowd(folder: Path, people: int, name: str = "many.vcf", born: str = "1980-11-23") -> Path:
    """Each with a birthday the day after tomorrow, and a name of their own."""
    cards = [
        f"FN:Given{n} {name[:3]}{n}\nEMAIL:{n}@{name}.example\nBDAY:{born}\nORG:Firm {n}"
        for n in range(people)
    ]
    return vcf(folder, *cards, name=name)


def standings(book: Book) -> dict[str, int]:
    return dict(book.read.connection.execute("SELECT standing, count(*) FROM person GROUP BY 1").fetchall())


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize(
    ("people", "standing"), [(MAX_KEPT, "kept"), (MAX_KEPT + 1, "parked"), (1300, "parked")]
)
def test_a_file_of_more_than_that_is_parked_as_a_whole(
    book: Book, tmp_path: Path, people: int, standing: str, at_once: bool, today: date
) -> None:
    path = crowd(tmp_path, people)
    if at_once:
        with book.work() as work:
            bring_in_at_once(work, book.read, [path])
    else:
        assert compute_lists(preview(book.read, [path])).standing == standing
        bring_in(book, path)
    assert standings(book) == {standing: people}
    assert bool(today_list(book.read, today).rows) is (standing == "kept")
    assert book.check() == []
    book.undo()
    assert standings(book) == {}


@pytest.mark.parametrize("said", ["kept", "parked"])
@pytest.mark.parametrize("at_once", [False, True])
def test_what_the_user_says_goes_before_it(book: Book, tmp_path: Path, said: str, at_once: bool) -> None:
    path = crowd(tmp_path, MAX_KEPT + 5)
    with book.work() as work:
        if at_once:
            bring_in_at_once(work, book.read, [path], said)
        else:
            apply(work, preview(book.read, [path]), said)
    assert standings(book) == {said: MAX_KEPT + 5}


def test_of_several_files_each_is_looked_at_by_itself(book: Book, tmp_path: Path) -> None:
    paths = [crowd(tmp_path, 3, "few.vcf"), crowd(tmp_path, MAX_KEPT + 1), crowd(tmp_path, 4, "more.vcf")]
    assert compute_lists(preview(book.read, paths)).standing == ""
    with book.work() as work:
        bring_in_at_once(work, book.read, paths)
    assert standings(book) == {"kept": 7, "parked": MAX_KEPT + 1}
    assert [preview(book.read, paths).count(one) for one in ("new", "same")] == [0, 158]


def test_people_one_has_already_are_no_crowd_and_stay_what_they_are(book: Book, tmp_path: Path) -> None:
    bring_in(book, crowd(tmp_path, MAX_KEPT))
    text = (tmp_path / "many.vcf").read_text(encoding="utf-8").replace("BDAY", "NOTE:x\nBDAY")
    more = tmp_path / "again.vcf"
    more.write_text(text + crowd(tmp_path, 5, "new.vcf").read_text(encoding="utf-8"), encoding="utf-8")
    bring_in(book, more)
    assert standings(book) == {"kept": MAX_KEPT + 5}


def test_a_table_of_ours_says_it_of_each(book: Book, new_book: Callable[[], Book], tmp_path: Path) -> None:
    bring_in(book, crowd(tmp_path, MAX_KEPT + 1), standing="kept")
    table = tmp_path / "ours.csv"
    export(book.read, table)
    other = new_book()
    assert compute_lists(preview(other.read, [table])).standing == ""
    bring_in(other, table)
    assert standings(other) == {"kept": MAX_KEPT + 1}


def test_sorting_takes_them_up_again(book: Book, tmp_path: Path, today: date) -> None:
    bring_in(book, crowd(tmp_path, MAX_KEPT + 1))
    assert queries.count_left(book.read, today) == MAX_KEPT + 1
    first, second, *_ = queries.next_people(book.read, today)
    with book.work() as work:
        deciding.choose(work, first, 60)
    with book.work() as work:
        editing.set_standing(work, second, "kept")
    assert standings(book) == {"kept": 2, "parked": MAX_KEPT - 1}
    assert {row.people[0].id for row in today_list(book.read, today).rows if row.kind == "date"} == {
        first,
        second,
    }

"""The labelled pairs through the real import and through `duplicates`: how often the verdict is right.

docs/matching.md shows the figures; this test holds them to it.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from crm.book import Book
from crm.importing.applying import apply
from crm.importing.preview import preview
from crm.people.duplicates import SAME_PERSON_SCORE, duplicates
from crm.unit_of_work import UnitOfWork
from tests.crm.files.pairs.reading import Pair, card, pairs

PAIRS = pairs("one_person.txt", True) + pairs("two_people.txt", False)
PAGE = Path(__file__).parents[3] / "docs" / "matching.md"
WORDS = {"updated": "same", "same": "same", "possible": "possible", "new": "two"}


@dataclass(frozen=True)
class Verdict:
    pair: Pair
    said: str  # same, possible or two


class _Enough(Exception):
    """Nothing of a pair stays in the book."""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "one.vcf", tmp_path / "other.vcf"


def imported(work: UnitOfWork, pair: Pair, one: Path, other: Path) -> str:
    """The second card against a book that holds the first."""
    one.write_text(card(pair.one), encoding="utf-8")
    other.write_text(card(pair.other), encoding="utf-8")
    apply(work, preview(work.read, [one]))
    (found,) = preview(work.read, [other]).files[0].found
    return WORDS[found.status]


def listed(work: UnitOfWork, pair: Pair, one: Path, other: Path) -> str:
    """Both in the book, each as a person of its own."""
    one.write_text(card(pair.one), encoding="utf-8")
    other.write_text(card(pair.other), encoding="utf-8")
    for found in [preview(work.read, [file]) for file in (one, other)]:
        apply(work, found)
    if not (found_pairs := duplicates(work.read)):
        return "two"
    return "same" if found_pairs[0].score >= SAME_PERSON_SCORE else "possible"


@pytest.fixture(params=["import", "duplicates"])
def verdicts(request: pytest.FixtureRequest, book: Book, files: tuple[Path, Path]) -> list[Verdict]:
    verdict = imported if request.param == "import" else listed
    said = []
    for pair in PAIRS:
        if pair.reason == "uid" and verdict is listed:
            continue  # no two people of one book have the same UID
        with pytest.raises(_Enough), book.work() as work:
            said.append(Verdict(pair, verdict(work, pair, *files)))
            raise _Enough
    return said


def test_the_set_is_large_enough_and_no_pair_is_twice_in_it() -> None:
    labels = Counter(pair.is_one_person for pair in PAIRS)
    assert min(labels.values()) >= 120
    assert len({(pair.one, pair.other) for pair in PAIRS}) == len(PAIRS)


def test_who_is_taken_for_one_person_is_one_and_hardly_anyone_is_missed(verdicts: list[Verdict]) -> None:
    one, two = ([v for v in verdicts if v.pair.is_one_person is label] for label in (True, False))
    right, wrong = ([v for v in side if v.said == "same"] for side in (one, two))
    missed = [v for v in one if v.said == "two"]
    offered = [v for v in two if v.said == "possible"]
    precision = len(right) / (len(right) + len(wrong))
    recall = 1 - len(missed) / len(one)
    print(f"precision {precision:.3f}, recall {recall:.3f}, {len(right)} of {len(one)} the same,")
    print(f"{len(offered)} of {len(two)} traps offered")
    for kind, some in (("taken for one", wrong), ("missed", missed), ("offered", offered)):
        print(*(f"{kind}: {v.pair.in_words}" for v in some), sep="\n")
    assert precision >= 0.97
    assert recall >= 0.9


def test_the_page_of_figures_tells_what_is_so(verdicts: list[Verdict]) -> None:
    """docs/matching.md is written from these; a verdict that changes changes it."""
    which = "import" if any(v.pair.reason == "uid" for v in verdicts) else "duplicates"
    told = PAGE.read_text(encoding="utf-8")
    missing = [line for line in table(verdicts, which) if line not in told]
    assert missing == []


def table(verdicts: list[Verdict], which: str) -> list[str]:
    """A line for each reason and label: how many pairs there are, and what was said of them."""
    by_reason: dict[tuple[bool, str], Counter[str]] = {}
    for verdict in verdicts:
        by_reason.setdefault((verdict.pair.is_one_person, verdict.pair.reason), Counter())[verdict.said] += 1
    return [
        f"| {which} | {'one' if is_one else 'two'} | {reason} | {said.total()} | {said['same']} | {said['possible']} | {said['two']} |"
        for (is_one, reason), said in by_reason.items()
    ]

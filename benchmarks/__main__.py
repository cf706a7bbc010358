"""`make bench`: every measure beside its limit, in turn, and one table of ratios.

python -m benchmarks [import] [start] [today] [meetings] [ideas] [typing]      those parts alone
"""

import sys
import tempfile
from pathlib import Path

from benchmarks import ideas, importing, meetings, today, typing_note
from benchmarks.cards import written
from benchmarks.timing import ROOT, Measure, in_turn, table, until_end
from crm.book import Book
from crm.clock import Clock
from crm.sample.book import fill

PEOPLE = 10_000
ROUNDS = 21  # of what takes less than a second


PARTS = ("import", "start", "today", "meetings", "ideas", "typing")


def main(*parts: str) -> None:
    asked = parts or PARTS
    if strange := set(asked) - set(PARTS):
        raise SystemExit(f"There is no part {', '.join(sorted(strange))}. Parts: {', '.join(PARTS)}.")
    with tempfile.TemporaryDirectory() as place:
        print(f"{PEOPLE:,} people, medians of several rounds. Whole processes.", flush=True)
        folder = Path(place)
        measures: list[Measure] = []
        if "import" in asked:
            measures += importing.measures(_cards(folder), folder)
        if "start" in asked:
            measures += [*_start(_crowded_book(folder)), _version()]
        if "today" in asked:
            measures += today.measures(folder / "years")
        if "meetings" in asked:
            measures += meetings.measures(folder / "meetings")
        if "ideas" in asked:
            measures += ideas.measures(folder / "topics")
        if "typing" in asked:
            measures += typing_note.measures(folder / "typing")
        print(table(measures))


def _cards(folder: Path) -> Path:
    cards = folder / "cards.vcf"
    if not cards.exists():
        cards.write_text(written(PEOPLE), encoding="utf-8", newline="")
    return cards


def _crowded_book(folder: Path) -> Path:
    """A book with the sample's story and ten thousand people more, so that Today has rows."""
    crowded = folder / "crowded"
    book = Book.open(crowded, Clock())
    fill(book)
    book.close()
    until_end(["main.py", "--data-dir", str(crowded), "import", str(_cards(folder))])
    return crowded


def _start(folder: Path) -> list[Measure]:
    child = str(ROOT / "benchmarks" / "first_paint.py")
    bare, window, rows = in_turn(
        ROUNDS,
        ([child, "bare"], True),
        ([child, "window", str(folder)], True),
        ([child, "rows", str(folder)], True),
    )
    return [
        Measure("window on screen with 10,000 people", window, "a bare QMainWindow", bare, 1.5),
        Measure("Today’s rows painted", rows, "a bare QMainWindow", bare, 2.5),
    ]


def _version() -> Measure:
    ours, python = in_turn(ROUNDS, (["main.py", "--version"], False), (["-c", "pass"], False))
    return Measure("main.py --version", ours, "python -c pass", python, 1.5)


if __name__ == "__main__":
    main(*sys.argv[1:])

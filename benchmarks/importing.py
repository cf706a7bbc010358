"""The import of ten thousand cards beside what else reads them: vobject, khard, and the floor of plain SQLite."""

import shutil
import sys
from pathlib import Path

from benchmarks.cards import written
from benchmarks.timing import ROOT, Measure, until_end

_CARDS = 10_000
_ROUNDS = 7
_KHARD = Path(sys.executable).with_name("khard.exe" if sys.platform == "win32" else "khard")


def measures(cards: Path, folder: Path) -> list[Measure]:
    plain = folder / "plain.vcf"  # khard reads no 2.1, and lists no card without a UID
    plain.write_text(written(_CARDS, plain=True), encoding="utf-8", newline="")
    vobject, khard = [_bench("vobject_alone"), str(cards)], [str(_KHARD), "-c", _address_book(folder), "list"]
    limit, reading = [_bench("raw_limit"), str(cards)], [_bench("reading_alone"), str(cards)]
    ours, again, ours_plain, *others = _in_turn(cards, plain, folder, [vobject, khard, limit, reading])
    all_of_it = "import of 10,000 cards, all of it"
    return [
        Measure(all_of_it, ours, "vobject’s parse alone", others[0], 3, faster=True),
        Measure(f"{all_of_it}, 3.0", ours_plain, "khard list of the same", others[1], 5, faster=True),
        Measure(all_of_it, ours, "plain SQLite, the floor", others[2], 2.5),
        Measure("the same file again", again, "reading it alone", others[3], 1.5),
    ]


def _in_turn(cards: Path, plain: Path, folder: Path, others: list[list[str]]) -> list[tuple[float, ...]]:
    """Seconds by rounds: of the import, the same again, the import of the plain cards, and each of the others."""
    took: list[list[float]] = []
    for _ in range(_ROUNDS):
        book = folder / "imported"
        shutil.rmtree(book, ignore_errors=True)
        ours = ["main.py", "--data-dir", str(book), "import", str(cards)]
        times = [until_end(ours), until_end(ours)]
        shutil.rmtree(book)
        times.append(until_end([*ours[:-1], str(plain)]))
        took.append([*times, *(until_end(one) for one in others)])
    return list(zip(*took, strict=True))


def _bench(name: str) -> str:
    return str(ROOT / "benchmarks" / f"{name}.py")


def _address_book(folder: Path) -> str:
    """The plain cards as khard keeps them, a file a card; gives its configuration."""
    kept = folder / "khard"
    kept.mkdir()
    text = (folder / "plain.vcf").read_text(encoding="utf-8")
    for number, card in enumerate(text.split("BEGIN:VCARD")[1:]):
        (kept / f"{number}.vcf").write_text("BEGIN:VCARD" + card, encoding="utf-8", newline="")
    settings = folder / "khard.conf"
    settings.write_text(
        f"[addressbooks]\n[[cards]]\npath = {kept}\n[general]\ndebug = no\n[contact table]\n[vcard]\n",
        encoding="utf-8",
    )
    return str(settings)

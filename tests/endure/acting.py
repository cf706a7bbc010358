"""A process that acts as a busy user does until it is killed; everything slow to load is loaded before it forks.

Reads one JSON line a life: {"folder", "seed", "actions"}. Prints `pid N`, then `done N DIGEST` after each action that
was answered, then `gone`. The same seed acts the same, so that what a killed life had begun can be lived to its end.
"""

import hashlib
import json
import os
import sqlite3
import sys
from io import StringIO
from pathlib import Path
from random import Random

from benchmarks.cards import written
from crm.clock import Clock
from crm.commands.run_command import run
from tests.conftest import NOW, TODAY

PEOPLE = ("Ana Ruiz", "Ben Okafor", "Mei Kobayashi", "Tom Sandberg", "Hana Abe", "Rosa Weiss", "Dev Chandra")
KEPT_APART = ("uid",)  # made anew in every life


def main() -> None:
    _load_everything()
    for line in sys.stdin:
        life = json.loads(line)
        child = os.fork()
        if child == 0:
            _say(f"pid {os.getpid()}")
            for number in range(life["actions"]):
                act(Path(life["folder"]), life["seed"], number)
                _say(f"done {number + 1} {digest(Path(life['folder']))}")
            os._exit(0)
        os.waitpid(child, 0)
        _say("gone")


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def act(folder: Path, seed: int, number: int) -> None:
    """One thing a user does, by the command line: it opens the book, acts, answers and closes."""
    command(folder, _words(folder, Random(f"{seed}/{number}")))


def command(folder: Path, words: list[str]) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    status = run(
        ["--data-dir", str(folder), *words],
        stdin=StringIO(), out=out, err=err, environ={}, cwd=folder.parent, clock=Clock(TODAY, lambda: NOW),
    )  # fmt: skip
    nothing_left = words[0] in ("undo", "redo")
    if status > 1 and not nothing_left:
        raise SystemExit(f"{words} ended with {status}: {err.getvalue()}")
    return status, out.getvalue()


def _words(folder: Path, chance: Random) -> list[str]:
    one, other = chance.sample(PEOPLE, 2)
    match chance.choice(
        ["log", "log", "log", "set", "set", "note", "import", "undo", "redo", "delete", "backup"]
    ):
        case "log":
            day = chance.choice(["yesterday", "today", "last Tuesday"])
            return [
                "log",
                f"Coffee with {one} {day} at Blue Bottle. Intro {one} to {other} by Friday. Number {chance.random()}",
            ]
        case "set":
            return [
                "set",
                one,
                f"rhythm={chance.randrange(7, 400)}d",
                f"nickname=N{chance.random()}",
                "tag+=met",
            ]
        case "note":
            return ["set", other, "note=" + "words, " * chance.randrange(1, 3000)]
        case "import":
            cards = folder.parent / "cards.vcf"
            cards.write_text(
                written(chance.randrange(5, 150), chance.randrange(10**6)), encoding="utf-8", newline=""
            )
            return ["import", str(cards)]
        case "delete":
            return ["delete", chance.choice(["Iain MacLeod", "Zoë Hart", "Hugo Martins", "Fiona Bell"])]
        case simple:
            return [simple]


def digest(folder: Path) -> str:
    """Over everything a user could miss, and over the steps that could be undone."""
    book = sqlite3.connect(f"file:{folder / 'goodturn.db'}?mode=ro", uri=True)
    seal = hashlib.blake2b(digest_size=8)
    tables = [
        row[0] for row in book.execute("SELECT name FROM sqlite_master WHERE sql LIKE '% STRICT%' ORDER BY 1")
    ]
    for table in tables:
        names = [row[1] for row in book.execute(f'PRAGMA table_info("{table}")')]
        if "id" in names:
            columns = ", ".join(
                f'"{name}"' for name in names if name not in (*KEPT_APART, "digest", "first_seq")
            )
            for row in book.execute(f'SELECT {columns} FROM "{table}" ORDER BY id'):
                seal.update(repr((table, row)).encode())
    book.close()
    return seal.hexdigest()


def _load_everything() -> None:
    """A first life in a book thrown away: whatever commands import on their way is there for all that follow."""
    import tempfile  # for this once

    with tempfile.TemporaryDirectory() as place:
        cards = Path(place) / "cards.vcf"
        cards.write_text(written(3), encoding="utf-8", newline="")
        for words in (
            ["import", str(cards)],
            ["log", "Call with Ana Ruiz"],
            ["set", "Ana Ruiz", "tag=x"],
            ["undo"],
            ["redo"],
        ):
            command(Path(place) / "book", words)
        command(Path(place) / "book", ["backup"])
        command(Path(place) / "book", ["delete", "Ana Ruiz"])


if __name__ == "__main__":
    main()

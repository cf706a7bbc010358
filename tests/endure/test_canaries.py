"""Nothing of what a user writes stands anywhere but in the book and in what it is known to be kept in.

Fifty canaries, random words, are planted in names, texts, addresses, names of files and folders, searches and the texts of
faults; a week is lived by commands and in the window, with faults in every place that catches them; then all that is left
is searched. These hold the user's words by design, and are not searched: the book, its backups, the reports of imports,
what was typed and not logged (`not-logged.txt`), the calendar that others subscribe to (`due.ics`), and what was exported.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.canaries.files import write_files
from tests.canaries.planting import FAULTS_TEXT, PLACES, Planted, canaries, plant

ROOT = Path(__file__).parents[2]
BY_DESIGN = ("goodturn.db", "backups", "import reports", "not-logged.txt", "drafts", "due.ics")
A_FEW = ("large cards file", FAULTS_TEXT)
KINDS_OF_FAULT = (
    "command:0",
    "command:1",
    "command:2",
    "command:3",
    "listener:0",
    "calendar:2",
    "start:1",
    "start:2",
    "around:3",
)
Fault = str


@dataclass
class World:
    """A user's machine: a home folder, a place for temporary files, files to bring in, and a data folder."""

    place: Path
    said: Planted
    started: list[list[str]] = field(default_factory=list)
    made: list[list[str]] = field(default_factory=list)
    errors: str = ""

    def __post_init__(self) -> None:
        self.home = self.place / self.said["home folder"]
        self.temporary = self.place / "tmp"
        self.data = self.place / self.said["data folder"] / "book"
        self.folder = self.place / self.said["folder of files"]
        self.files = write_files(self.folder, self.said)
        (self.folder / "out").mkdir()
        self.home.mkdir()
        self.temporary.mkdir()

    def run(self, module: str, *words: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        journal = self.place / "journal"
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SystemRoot") if name in os.environ
        }
        environ = kept | {
            "HOME": str(self.home), "USERPROFILE": str(self.home), "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        told = subprocess.run(
            [sys.executable, "-m", module, str(journal), *words], cwd=self.folder, env=environ,
            input=stdin, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        for line in journal.read_text(encoding="utf-8").splitlines():
            for what, heard in json.loads(line).items():
                (self.started if what == "started" else self.made).append(heard)
        journal.unlink()
        return told

    def command(self, *words: str, status: int = 0, fault: Fault = "", stdin: str = "") -> None:
        told = self.run("tests.canaries.command", fault, self.said[FAULTS_TEXT], *words, stdin=stdin)
        assert told.returncode == status, (words[0], fault, told.stderr)
        assert "Traceback" not in told.stderr
        if fault:  # a sentence about the disk names the data folder, to the user who gave the command
            self.errors += told.stderr.replace(str(self.folder), "").replace(str(self.home), "")

    @property
    def log(self) -> Path:
        (found,) = self.home.rglob("goodturn.log")
        return found


def lived_by_commands(world: World) -> None:
    """In the usual folders of the system, whose names hold the user's own."""
    said, files = world.said, {place: str(file) for place, file in world.files.items()}
    world.command("set", "me", f"name=Jo {said['name of the owner']}")
    world.command(
        "log",
        f"Coffee with {said['full name']} Ruiz yesterday. {said['promise']}. Send her the {said['topic']} article.",
    )
    world.command("log", "-", stdin=f"Call with Tom Sandberg. {said['log from standard input']}")
    world.command("log", "-", stdin=" ", status=2)
    world.command("log", "--dry-run", said["text never logged"])
    world.command(
        "set", "Tom Sandberg", f"nickname={said['nickname']}", f"note={said['note']}", f"tag+={said['tag']}",
        f"how_we_met={said['how they met']}", f"blurb={said['blurb']}", f"email+={said['email']}@example.org",
        f"address+={said['street']}", f"messenger+=sip:{said['messenger']}", f"looking_for+={said['topic']}",
    )  # fmt: skip
    world.command("set", "Tom Sandberg", f"birthday={said['log refused']}", status=2)
    world.command("show", said["no such person"], status=1)
    world.command("import", files["broken cards file"], files["table file"], files["zip file"])
    world.command("import", files["calendar file"], "--accept")
    world.command("import", files["large cards file"])
    world.command("import", str(world.folder / f"{said['missing file']}.vcf"), status=1)
    world.command("find", said["find"], status=1)
    world.command("people", said["people filter"], status=1)
    world.command("check-ask", f"Could you look at {said['ask']}?", "--to", "Tom Sandberg")
    for ending in ("vcf", "csv", "json", "ics"):
        world.command("export", str(world.folder / "out" / f"{said['export']}.{ending}"))
    world.command("export", str(world.folder / "out" / said["markdown folder"]), "--format", "markdown")
    world.command("backup", str(world.folder / "out" / f"{said['backup']}.db"))
    world.command("restore", files["no backup"], status=1)
    world.command("restore", str(world.folder / "out" / f"{said['backup']}.db"))
    world.command("delete", "Tom Sandberg")
    world.command("undo")
    world.command("history")


def failed_by_commands(world: World, faults: Sequence[Fault] = KINDS_OF_FAULT) -> None:
    for fault in faults:
        words = {"listener": ["log", "Coffee with Bo Farah"], "calendar": ["log", "Call with Bo Farah"]}
        kind = fault.partition(":")[0]
        world.command(*words.get(kind, ["people"]), status=0 if kind in words else 3, fault=fault)


def lived_in_the_window(world: World) -> None:
    """In a folder that was named, whose path holds the user's words."""
    planted = world.place / "planted.json"
    planted.write_text(json.dumps(world.said), encoding="utf-8")
    told = world.run("tests.canaries.window", str(world.data), str(world.folder), str(planted))
    planted.unlink()
    assert told.returncode == 0, told.stderr[-3000:]
    seen = json.loads(told.stdout)
    assert "Goodturn" in seen["titles"]
    assert "Not caught: KeyError" in seen["report"]
    world.errors += told.stderr + told.stdout


def searched(world: World) -> Iterator[tuple[str, str]]:
    """(where, what stands there): names and contents of all that is left, and what others saw of the processes."""
    for top in (world.home, world.temporary, world.data):
        for file in sorted(top.rglob("*")):
            where = file.relative_to(top)
            if not _is_by_design(where):
                yield f"the name of {where}", str(where)
                if file.is_file():
                    yield str(where), file.read_bytes().decode("latin-1")
    for words in world.started:
        yield "the arguments of a process", " ".join(words).replace(str(world.place), "")
    for words in world.made:
        for word in words:
            where = _within(world, word)
            if where is not None:
                yield f"a file that was made: {where}", str(where)
    yield "standard error", world.errors


def _is_by_design(where: Path) -> bool:
    parts = where.parts
    at = parts.index("goodturn") + 1 if "goodturn" in parts else 0  # the data folder within a home
    name = parts[at] if len(parts) > at else ""
    return any(name == one or name.startswith(f"{one}-") for one in BY_DESIGN)


def _within(world: World, path: str) -> Path | None:
    """A path as it stands below what is searched; None where the user's words may stand, or the file is not ours."""
    for top in (world.home, world.temporary, world.data, world.data.parent):
        if Path(path).is_relative_to(top):
            where = Path(path).relative_to(top)
            return None if _is_by_design(where) else where
    return None if Path(path).is_relative_to(world.place) else Path(path)


def found(world: World) -> list[str]:
    planted = canaries(world.said)
    wrong = []
    for where, text in searched(world):
        plain = text.lower().replace("\0", "")  # UTF-16, as Windows and Qt write it, is found too
        wrong += [f"{place} in {where}" for place, word in planted.items() if word.lower() in plain]
    return sorted(set(wrong))


def test_no_canary_is_found_after_a_day_with_faults(tmp_path: Path) -> None:
    """A twentieth of the fifty, in the places where it is likeliest."""
    world = World(tmp_path, plant(random.SystemRandom().randrange(10**6), A_FEW))
    world.command("import", str(world.files["large cards file"]))
    failed_by_commands(world, ("command:0", "listener:0", "around:3"))
    assert any("--child" in words for words in world.started), "no second process was begun"
    text = world.log.read_text(encoding="utf-8")
    assert text.count("The command people failed: KeyError at __main__:") == 1
    assert found(world) == []


@pytest.mark.endure
def test_fifty_canaries_are_planted_and_none_is_found(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    before = {file.name for file in Path(tempfile.gettempdir()).iterdir()}
    world = World(tmp_path, plant(seed))
    planted = canaries(world.said)
    assert len(planted) == len(set(planted.values())) == len(PLACES) == 50
    lived_by_commands(world)
    failed_by_commands(world)
    lived_in_the_window(world)
    books = b"".join(
        file.read_bytes() for file in [*world.place.rglob("goodturn.db"), world.data / "not-logged.txt"]
    )
    kept = [place for place, word in planted.items() if word.encode() in books]
    lines = [log.read_text(encoding="utf-8").count("\n") for log in world.place.rglob("goodturn.log")]
    print(
        f"\n{len(planted)} canaries, seed {seed}: {len(kept)} in the books, {len(found(world))} where none may be"
    )
    print(f"{lines} lines in the logs, {len(world.started)} processes begun, {len(world.made)} files made")
    assert len(kept) >= 25, "too little of it ever came in"
    assert len(lines) == 2
    assert min(lines) > 8
    assert found(world) == []
    assert [
        one
        for one in Path(tempfile.gettempdir()).iterdir()
        if one.name not in before and "goodturn" in one.name
    ] == []

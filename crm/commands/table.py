"""Every command as data: how it is written, what it does, and what it takes."""

from typing import NamedTuple


class Command(NamedTuple):
    """`least` and `most` count the words after the name."""

    name: str
    takes: str
    does: str
    least: int = 0
    most: int | None = 0
    switches: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        return f"crm.commands.{_MODULES.get(self.name, self.name.replace('-', '_'))}"

    @property
    def usage(self) -> str:
        return f"goodturn {self.name} {self.takes}".rstrip()


_MODULES = {"import": "importing", "export": "exporting"}

COMMANDS = {
    one.name: one
    for one in (
        Command("log", "TEXT [--dry-run]", "logs what happened from plain words (- reads standard input)", 1, None, ("dry-run",)),
        Command("today", "", "the daily list"),
        Command("done", "ROW [TEXT]", "marks that row of Today done; TEXT is logged as what happened", 1, None),
        Command("snooze", "ROW UNTIL", "hides that row until a date, or tomorrow, next week, in a month", 2, None),
        Command(
            "import",
            "FILE... [--dry-run] [--standing kept|parked] [--map FIELD=COLUMN,...] [--accept] [--create-people]",
            "brings in address books",
            1,
            None,
            ("dry-run", "accept", "create-people"),
            ("standing", "map"),
        ),
        Command(
            "export",
            "FILE|- [--format F] [--lossless] [PERSON|tag:NAME...]",
            "writes everyone, or these: vcard3, vcard4, vcard2.1, csv, json, ics or markdown",
            1,
            None,
            ("lossless",),
            ("format",),
        ),
        Command("find", "QUERY [--limit N]", "searches everything", 1, None, values=("limit",)),
        Command("people", "[FILTER...]", "the people: standing:kept tag:food topic:pricing met:30d owe drifting, and words", 0, None),
        Command("show", "PERSON", "one person with everything", 1, None),
        Command("set", "PERSON FIELD=VALUE...", "changes fields: rhythm=close, tag+=food, birthday=--04-12", 2, None),
        Command("delete", "PERSON", "removes one person; undo brings everything back", 1, None),
        Command("duplicates", "", "pairs that may be one person"),
        Command("merge", "KEEP ABSORB", "makes one person of two, keeping every value", 2, 2),
        Command("two-people", "A B", "says for good that these are two people", 2, 2),
        Command("check-ask", "TEXT [--to PERSON]", "what makes this ask vague, or too soon for that person", 1, None, values=("to",)),
        Command("undo", "[STEP]", "takes the last step back, or that one", 0, 1),
        Command("redo", "", "brings back what was undone last"),
        Command("history", "", "the steps, newest first"),
        Command("backup", "[FILE]", "makes a verified copy of the book", 0, 1),
        Command("backups", "", "the copies there are"),
        Command("restore", "FILE", "puts a copy back, after copying the present", 1, 1),
        Command("check", "", "examines the book"),
    )
}  # fmt: skip

PERSON_HINT = "PERSON is an id, a uid, an e-mail address or a full name."


def help_text() -> str:
    width = max(len(name) for name in COMMANDS) + 2
    lines = [f"  {one.name:<{width}}{one.does}" for one in COMMANDS.values()]
    return "\n".join(
        [
            "usage: goodturn [--data-dir DIR] [--on DATE] [--demo] [COMMAND ...] [--json]",
            "",
            "Without a command it opens the window. Commands:",
            *lines,
            "",
            "  --data-dir DIR   the folder that holds everything (or GOODTURN_DATA_DIR)",
            "  --on DATE        takes that day as today",
            "  --demo           the sample book, in a folder of its own",
            "  --json           one JSON document",
            f"  --help, --version\n\n{PERSON_HINT}",
        ]
    )

"""Table of commands: usage, description and arguments."""

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
    def reads(self) -> bool:
        """Whether it never writes the book."""
        return self.name in _READING

    @property
    def module(self) -> str:
        return f"crm.commands.{_MODULES.get(self.name, self.name.replace('-', '_'))}"

    @property
    def usage(self) -> str:
        return f"goodturn {self.name} {self.takes}".rstrip()


_MODULES = {"import": "import_files"}  # `import` is a keyword

# They work on a read-only book.
_READING = {
    "draft",
    "advice",
    "get",
    "ideas",
    "meetings",
    "asks",
    "shelf",
    "introductions",
    "today",
    "find",
    "people",
    "show",
    "duplicates",
    "check-ask",
    "history",
    "check",
    "export",
}

COMMANDS = {
    one.name: one
    for one in (
        Command("log", "TEXT [--dry-run]", "logs what happened from plain words (- reads standard input)", 1, None, ("dry-run",)),
        Command("plan", "TEXT", "a meeting ahead, from plain words with a day (- reads standard input)", 1, None),
        Command("meetings", "[coming|past|proposed|missed] [PERSON] [WORDS]", "meetings: coming ones soonest first, others newest first", 0, None),
        Command("inbox", "[FILE yes|no]", "what came into the inbox folder; takes one file in, or puts it aside", 0, 2),
        Command("brief", "PERSON|KEY [FIELD=VALUE...] [--pdf FILE]", "what to know before a meeting; question+=... is kept with it", 1, None, values=("pdf",)),
        Command("advice", "[PERSON]", "advice received and given, loops to close first", 0, None),
        Command("advise", "PERSON WORDS [--received]", "notes advice given, or received, without a meeting", 2, None, ("received",)),
        Command("today", "", "the daily list"),
        Command("done", "ROW [TEXT]", "marks that row of Today done; TEXT is logged as what happened", 1, None),
        Command("snooze", "ROW UNTIL", "hides that row until a date, or tomorrow, next week, in a month", 2, None),
        Command(
            "import",
            "FILE|FOLDER... [--dry-run] [--standing kept|parked] [--map FIELD=COLUMN,...] [--dates day-first|month-first] "
            "[--accept] [--create-people]",
            "brings in address books",
            1,
            None,
            ("dry-run", "accept", "create-people"),
            ("standing", "map", "dates"),
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
        Command("draft", "KEY [PERSON] [--anonymous]", "the mail of the next step, to that person; without the other's name", 1, None, ("anonymous",)),
        Command("get", "KEY", "one thing whole: meeting-12, note-3, promise-5", 1, 1),
        Command("edit", "KEY FIELD=VALUE...", "puts one thing right: on=friday, place=..., people+=...", 1, None),
        Command("debrief", "KEY FIELD=VALUE...", "looks back on a meeting: learned, needs, offers, energy=yes|some|no, next", 1, None),
        Command("met", "KEY PERSON... [said=.. do=..]", "who was met at an event; said or do chooses them, five at most", 2, None),
        Command("keep", "LINK|TITLE [title=.. why=.. from=PERSON topic+=..]", "puts a link or a thing on the shelf; the same link again is the same item", 1, None),
        Command("shelf", "[WORDS]", "what is on the shelf, and who has it", 0, None),
        Command("share", "KEY PERSON [REASON]", "an item of the shelf was sent to a person, once each", 2, None),
        Command("introduce", "PERSON PERSON [reason_a=..] [reason_b=..] [--idea]", "offers an introduction of two people, or keeps the idea of one", 2, None, ("idea",)),
        Command("introductions", "[idea|offered|asking|made|heard|received|dropped]", "introductions, and the next step of each", 0, None),
        Command("answer", "KEY PERSON asked|yes|no|later [UNTIL], or KEY yes|no|not_now [UNTIL] [WORDS]", "what one side of an introduction answered, or what came of an ask", 1, None),
        Command("made", "KEY", "the joint mail of an introduction was sent", 1, 1),
        Command("heard", "KEY [WORDS]", "what came of an introduction", 1, None),
        Command("drop", "KEY", "lets an introduction be, and its promise with it", 1, 1),
        Command("delete", "PERSON|KEY", "removes one person, or one thing; undo brings everything back", 1, None),
        Command("duplicates", "", "pairs that may be one person"),
        Command("ideas", "[PERSON]", "who might meet whom, with the words of both", 0, None),
        Command("merge", "KEEP ABSORB", "makes one person of two, keeping every value", 2, 2),
        Command("unmerge", "PERSON [NUMBER]", "takes apart what was merged into a person, or lists what can be", 1, 2),
        Command("two-people", "A B", "says for good that these are two people", 2, 2),
        Command("check-ask", "TEXT [--to PERSON]", "what makes this ask vague, or too soon for that person", 1, None, values=("to",)),
        Command("ask", "PERSON TEXT [why=.. respect=.. offer=.. size=..] [--draft]", "notes what you asked of someone, or keeps a draft", 2, None, ("draft",)),
        Command("asks", "[open|not_now|draft|PERSON]", "what you asked, what rests, what is being written, and the answers", 0, None),
        Command("undo", "[STEP] [--together]", "takes the last step back, or that one; together: and what rests on it", 0, 1, ("together",)),
        Command("redo", "[STEP] [--together]", "brings back what was undone last, or that step; together: and what it needs", 0, 1, ("together",)),
        Command("history", "[WORDS] [--person PERSON] [--kind KIND] [--limit N]", "the steps, newest first, and what each changed", 0, None, values=("person", "kind", "limit")),
        Command("backup", "[FILE]", "makes a verified copy of the book", 0, 1),
        Command("backups", "", "the copies there are"),
        Command("restore", "FILE [--add-newer]", "puts a copy back, after copying the present; adds again what is newer in a damaged one", 1, 1, ("add-newer",)),
        Command("rescue", "FILE [INTO]", "builds a new book out of a damaged one, and names what could not be saved", 1, 2),
        Command(
            "check",
            "[--accept|--put-right]",
            "examines the book; takes damage as it is, or puts it right from backups",
            switches=("accept", "put-right"),
        ),
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
            "  --in-tray        the window waits in the notification area, where there is one",
            f"  --help, --version\n\n{PERSON_HINT}",
        ]
    )
